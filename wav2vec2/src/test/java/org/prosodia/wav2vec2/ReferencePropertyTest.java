package org.prosodia.wav2vec2;

import static org.prosodia.tensor.testing.Close.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Models of any shape compute what the formulas say, written out in loops, clip by clip, with and without attention masks. */
@Domain(TinyDomain.class)
class ReferencePropertyTest {
    private static final double TOLERANCE = 1e-9;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @Property(seed = "1")
    void everyHiddenStateIsWhatTheFormulasGive(@ForAll TinyBatch batch) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        assertStates(batch, model, model.forward(batch.tensor(runtime, DType.F64), null, true, Probe.NONE), false);
    }

    @Property(seed = "2")
    void paddingThatAnAttentionMaskHidesIsSilencedAndNotAttendedTo(@ForAll TinyBatch batch) {
        Wav2Vec2Model model = batch.config().encoder(runtime, DType.F64);
        assertStates(batch, model, model.forward(batch.tensor(runtime, DType.F64), batch.lengthsArray(), true, Probe.NONE), true);
    }

    private void assertStates(TinyBatch batch, Wav2Vec2Model model, Wav2Vec2Output output, boolean masked) {
        ReferenceModel reference = new ReferenceModel(model);
        for (int b = 0; b < batch.lengths().size(); b++) {
            double[] samples = Arrays.copyOf(batch.clip(b), batch.samples());
            List<double[][]> expected = reference.states(samples, masked ? batch.frames(b) : batch.frames());
            for (int i = 0; i < expected.size(); i++) {
                Tensor state = i < output.hiddenStates().size() ? output.hiddenStates().get(i) : output.lastHiddenState();
                double[] numbers = Stream.of(expected.get(i)).flatMapToDouble(Arrays::stream).toArray();
                assertClose(numbers, state.slice(0, b, 1).toDoubles(), TOLERANCE, "clip " + b + ", state " + i);
            }
        }
    }
}
