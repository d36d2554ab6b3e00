package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Numbers that are none, planted in clips and weights. */
class DivergenceTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        runtime.close();
    }

    private static TrainingOptions options(int batch) {
        return new TrainingOptions(Small.optimizer(1e-3, 0), 3, batch, 1, 0, 1, 1);
    }

    private static DivergedException diverges(Task task, int batch) {
        return assertThrows(DivergedException.class,
                () -> new Trainer(task, options(batch), RunKeeper.inMemory(), TrainingListener.NONE).train());
    }

    static Stream<Arguments> brokenClips() {
        return Stream.of(LinkChoice.EXP, LinkChoice.SOFTMAX, LinkChoice.UNCLAMPED_EXP, LinkChoice.ONE_PLUS_SOFTPLUS)
                .flatMap(link -> Stream.of(Float.NaN, Float.POSITIVE_INFINITY).map(sample -> Arguments.of(link, sample)));
    }

    @ParameterizedTest
    @MethodSource("brokenClips")
    void aClipWithABrokenSampleIsNamedAndNoOther(LinkChoice link, float broken) {
        List<Example<double[]>> clips = new ArrayList<>(Small.labelled(0, 5));
        float[] samples = Small.sound(5);
        samples[700] = broken;
        clips.add(Example.of("the broken one", "", samples, Small.label(5)));
        Task task = new ClipTask(Small.model(runtime, Small.Family.LAYER, Head.CLIP, link, 0), clips, List.of(), ClipTask.SMOOTHING,
                Augmentation.NONE);
        String message = diverges(task, 6).getMessage();
        assertTrue(message.startsWith("step 1: "), message);
        assertTrue(message.contains("; clip the broken one: forward of "), message);
        assertTrue(message.contains(" gave NaN at element ") || message.contains(" gave Infinity at element "), message);
        assertFalse(message.contains("clip clip"), message);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenWeightIsFoundAtItsStepWithItsOp(Small.Stage stage) {
        Task plain = stage.plain(runtime, 4);
        Task task = new Wrapped(plain) {
            private int losses;

            @Override
            public Tensor loss(int[] examples, Rng random) throws IOException {
                if (++losses == 3) {
                    Tensor weight = model().model().namedParameters().get("head.out.weight");
                    float[] numbers = weight.toFloats();
                    numbers[5] = Float.NaN;
                    weight.assign(numbers);
                }
                return super.loss(examples, random);
            }
        };
        String message = diverges(task, 2).getMessage();
        assertTrue(message.startsWith("step 3: ") && message.contains("; clip clip") && message.contains("forward of "), message);
    }

    @Test
    void ofAClipThatOnlyBackwardBreaksTheGradientIsNamed() {
        Task task = new Wrapped(Small.Stage.CLIPS.plain(runtime, 4)) {
            @Override
            public Tensor loss(int[] examples, Rng random) throws IOException {
                Tensor loss = super.loss(examples, random);
                boolean broken = java.util.Arrays.stream(examples).anyMatch(i -> i == 2);
                return broken ? loss.add(loss.sub(loss).pow(0.5).mul(0)) : loss; // √0 has an infinite slope
            }
        };
        String message = diverges(task, 4).getMessage();
        assertTrue(message.startsWith("step 1: loss ") && message.contains("gradient norm NaN; clip clip2: backward of pow gave"), message);
    }

    @Test
    void heldOutDataThatCannotBeMeasuredEndTheTraining() {
        float[] samples = Small.sound(4);
        samples[0] = Float.NaN;
        for (LinkChoice link : List.of(LinkChoice.EXP, LinkChoice.SOFTMAX)) {
            Task task = new ClipTask(Small.model(runtime, Small.Family.LAYER, Head.CLIP, link, 0), Small.labelled(0, 4),
                    List.of(Example.of("held", "", samples, Small.label(0))), ClipTask.SMOOTHING, Augmentation.NONE);
            String message = diverges(task, 2).getMessage();
            assertTrue(message.startsWith("after step 2, on held-out data: "), message);
        }
    }

    @Test
    void checkpointsOfTheStepsBeforeAreWhole() throws IOException {
        Map<String, Object> settings = Map.of("seed", 1L);
        Task task = new Wrapped(Small.Stage.CLIPS.plain(runtime, 4)) {
            private int losses;

            @Override
            public Tensor loss(int[] examples, Rng random) throws IOException {
                return ++losses > 3 ? super.loss(examples, random).mul(Double.NaN) : super.loss(examples, random);
            }
        };
        try (RunFolder run = RunFolder.open(folder, settings, Clock.systemUTC(), note -> fail(note))) {
            String message = assertThrows(DivergedException.class,
                    () -> new Trainer(task, options(2), run, TrainingListener.NONE).train()).getMessage();
            assertTrue(message.startsWith("step 4: loss NaN"), message);
        }
        try (RunFolder run = RunFolder.open(folder, settings, Clock.systemUTC(), note -> fail(note))) {
            Snapshot kept = run.resume(runtime).orElseThrow();
            assertEquals(3, kept.step());
            kept.tensors().forEach((name, tensor) -> assertTrue(Double.isFinite(tensor.squaredNorm()), name));
            assertNotNull(kept.tensors().get("model.head.out.weight"));
        }
    }
}
