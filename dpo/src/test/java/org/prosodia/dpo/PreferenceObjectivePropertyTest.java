package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import net.jqwik.api.lifecycle.AfterProperty;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.check.GradientCheck;

/** The loss of a batch as an op. */
@Domain(PreferenceDomain.class)
@Domain(DomainContext.Global.class)
class PreferenceObjectivePropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** The loss, and its gradients [B, T] when it is multiplied by an upstream gradient. */
    private record Step(double loss, double[] chosen, double[] rejected) {}

    @AfterProperty
    void close() {
        runtime.close();
    }

    @Property(seed = "1")
    void theGradientIsTheCentralDifference(@ForAll DpoLoss dpo, @ForAll Batch batch) {
        Batch finite = batch.map(frame -> frame.valid() ? frame : new Clip.Frame(0, 0, 0, 0, false));
        Assume.that(finite.clips().stream().noneMatch(clip -> clip.isNearKink(dpo, 1e-2)));
        GradientCheck.STANDARD
                .run(x -> finite.loss(x[0], x[1], dpo), finite.chosen(runtime, DType.F64), finite.rejected(runtime, DType.F64))
                .requirePassed();
    }

    @Property(seed = "2")
    void aBatchIsTheMeanOfItsPairsAndSoIsItsGradient(@ForAll DpoLoss dpo, @ForAll Batch batch,
            @ForAll @DoubleRange(min = -3, max = 3) double upstream) {
        Step whole = step(batch, dpo, DType.F64, upstream);
        assertEquals(dpo.value(batch.pairs()), whole.loss);
        int size = batch.clips().size();
        int time = batch.clips().getFirst().frames().size();
        for (int b = 0; b < size; b++) {
            Step single = step(new Batch(List.of(batch.clips().get(b))), dpo, DType.F64, upstream / size);
            assertArrayEquals(single.chosen, Arrays.copyOfRange(whole.chosen, b * time, (b + 1) * time));
            assertArrayEquals(single.rejected, Arrays.copyOfRange(whole.rejected, b * time, (b + 1) * time));
        }
    }

    /** Adding up losses with weights adds up gradients with the same. */
    @Property(seed = "3")
    void anUpstreamGradientWeighsAPair(@ForAll DpoLoss dpo, @ForAll Batch batch, @ForAll @DoubleRange(min = -3, max = 3) double upstream) {
        Step once = step(batch, dpo, DType.F64, 1);
        Step weighed = step(batch, dpo, DType.F64, upstream);
        assertArrayEquals(Arrays.stream(once.chosen).map(g -> upstream * g).toArray(), weighed.chosen, 1e-12);
        assertArrayEquals(Arrays.stream(once.rejected).map(g -> upstream * g).toArray(), weighed.rejected, 1e-12);
    }

    @Property(seed = "4")
    void whatIsGainedForTheChosenIsLostForTheRejected(@ForAll DpoLoss dpo, @ForAll Batch batch) {
        Step step = step(batch, dpo, DType.F64, 1);
        assertArrayEquals(Arrays.stream(step.chosen).map(g -> -g).toArray(), step.rejected, 0.0);
    }

    /** NaN, infinities and huge numbers at padding: to the bit the same loss and gradient as with zeros, and none at padding. */
    @Property(seed = "5")
    void paddingIsNeverLookedAt(@ForAll DpoLoss dpo, @ForAll Batch batch) {
        Batch zeros = batch.map(frame -> frame.valid() ? frame : new Clip.Frame(0, 0, 0, 0, false));
        Step expected = step(zeros, dpo, DType.F64, 2);
        Step found = step(batch, dpo, DType.F64, 2);
        assertEquals(expected.loss, found.loss);
        assertArrayEquals(expected.chosen, found.chosen);
        assertArrayEquals(expected.rejected, found.rejected);
        double[] valid = batch.column(frame -> frame.valid() ? 1 : 0);
        IntStream.range(0, valid.length).filter(i -> valid[i] == 0).forEach(i -> {
            assertEquals(0, found.chosen[i], 0.0);
            assertEquals(0, found.rejected[i], 0.0);
        });
    }

    @Property(seed = "6")
    void noMaskMeansThatAllFramesCount(@ForAll DpoLoss dpo, @ForAll Batch batch) {
        Batch full = batch.map(frame -> frame.valid() ? frame : new Clip.Frame(1, 2, 3, 4, true));
        Tensor chosen = full.chosen(runtime, DType.F64);
        Tensor rejected = full.rejected(runtime, DType.F64);
        double unmasked = PreferenceObjective.loss(chosen, rejected, full.column(Clip.Frame::referenceChosen),
                full.column(Clip.Frame::referenceRejected), null, dpo).item();
        assertEquals(full.loss(chosen, rejected, dpo).item(), unmasked);
    }

    /** In single precision only what goes in and what comes out is rounded. */
    @Property(seed = "7")
    void singlePrecisionIsDoublePrecisionRounded(@ForAll DpoLoss dpo, @ForAll Batch batch) {
        Batch rounded = batch.map(frame -> frame.withPolicy((float) frame.policyChosen(), (float) frame.policyRejected()));
        Step doubles = step(rounded, dpo, DType.F64, 1);
        Step floats = step(batch, dpo, DType.F32, 1);
        assertEquals((float) doubles.loss, floats.loss);
        assertArrayEquals(Arrays.stream(doubles.chosen).map(g -> (float) g).toArray(), floats.chosen);
    }

    private Step step(Batch batch, DpoLoss dpo, DType dtype, double upstream) {
        Tensor chosen = batch.chosen(runtime, dtype).requireGrad();
        Tensor rejected = batch.rejected(runtime, dtype).requireGrad();
        Tensor loss = batch.loss(chosen, rejected, dpo);
        loss.backward(runtime.scalar(dtype, upstream), false);
        return new Step(loss.item(), chosen.grad().toDoubles(), rejected.grad().toDoubles());
    }
}
