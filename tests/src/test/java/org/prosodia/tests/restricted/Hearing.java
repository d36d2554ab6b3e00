package org.prosodia.tests.restricted;

import java.io.IOException;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.Wav2Vec2Model;

/** A forward pass of a fixture model over the fixture clip. */
final class Hearing {
    private Hearing() {}

    /** The {@code last_hidden_state} [1, 74, 32] in F32. */
    static double[] lastHiddenState(Wav2Vec2Model model, TensorRuntime runtime) throws IOException {
        Tensor samples = Fixtures.input("single", runtime, DType.F32);
        try (GradScope _ = runtime.noGrad()) {
            return model.forward(samples).lastHiddenState().toDoubles();
        }
    }

    /** How far a {@code last_hidden_state} is from what Hugging Face computed, relative to the largest magnitude of the latter. */
    static double error(String folder, double[] found) throws IOException {
        double[] expected = Fixtures.values(folder + "/forward.safetensors").get("single.last_hidden_state");
        if (expected.length != found.length) {
            throw new IllegalStateException("expected " + expected.length + " numbers, found " + found.length);
        }
        double largest = 0;
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            error = Math.max(error, Math.abs(expected[i] - found[i]));
        }
        return error / largest;
    }
}
