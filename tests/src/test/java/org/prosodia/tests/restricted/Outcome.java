package org.prosodia.tests.restricted;

import java.io.IOException;
import java.util.List;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.Wav2Vec2Model;

/**
 * What a fixture model gives on a runtime.
 *
 * @param error of the forward pass, as {@link Hearing#error} has it
 * @param forward the bits of the forward pass
 * @param step the bits of a step of training
 */
record Outcome(double error, String forward, String step) {
    private static final long SEED = 7;

    static Outcome of(String folder, TensorRuntime runtime) throws IOException {
        Wav2Vec2Model model = Fixtures.encoder(folder, "model.safetensors", runtime, DType.F32);
        double[] heard = Hearing.lastHiddenState(model, runtime);
        return new Outcome(Hearing.error(folder, heard), Bits.of(List.of(heard)), Bits.of(PreferenceStep.run(folder, runtime, SEED)));
    }

    /** The same on a runtime of its own. */
    static Outcome of(String folder, String backend, int threads) throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create(backend, threads)) {
            return of(folder, runtime);
        }
    }
}
