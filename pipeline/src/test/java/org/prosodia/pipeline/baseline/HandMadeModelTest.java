package org.prosodia.pipeline.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.baseline.HandMadeModel.Method;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.embedded.EmbeddedClip;
import org.prosodia.pipeline.embedded.EmbeddedCorpus;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.ConfusionMatrix;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;

class HandMadeModelTest {
    private static final List<String> EMOTIONS = EmbeddedCorpus.EMOTIONS;
    private static final int DISGUST = 1;

    private static List<EmbeddedClip> acted;
    private static List<LabelledFeatures> learnt;

    @BeforeAll
    static void learn() {
        acted = new EmbeddedCorpus(1).acted(Split.TRAIN, 96);
        learnt = acted.stream().map(clip -> LabelledFeatures.of(clip.samples(), Simplex.oneHot(clip.label(), 6))).toList();
    }

    @ParameterizedTest
    @EnumSource
    void theEmotionOfStrangersIsFound(Method method) {
        HandMadeModel model = HandMadeModel.train(method, EMOTIONS, learnt, 1);
        List<ClipPrediction> heard = new EmbeddedCorpus(0).acted(Split.TEST, 36).stream()
                .map(clip -> new ClipPrediction(clip.id(), Optional.of(clip.speaker()), clip.label(), model.hear(clip.samples()))).toList();
        double accuracy = ConfusionMatrix.of(EMOTIONS, heard).accuracy();
        assertTrue(accuracy > 0.5, "accuracy " + accuracy + ", by chance 0.17");
    }

    @ParameterizedTest
    @EnumSource
    void theSameClipsGiveTheSameModel(Method method) {
        float[] samples = acted.getFirst().samples();
        assertArrayEquals(HandMadeModel.train(method, EMOTIONS, learnt, 1).hear(samples).values(),
                HandMadeModel.train(method, EMOTIONS, learnt, 1).hear(samples).values());
    }

    @ParameterizedTest
    @EnumSource
    void anEmotionThatNoClipWasAboutGetsNoShare(Method method) {
        List<LabelledFeatures> others = learnt.stream().filter(clip -> clip.dominant() != DISGUST).toList();
        EmotionVector heard = HandMadeModel.train(method, EMOTIONS, others, 1).hear(acted.get(DISGUST).samples());
        assertEquals(6, heard.size());
        assertEquals(0, heard.value(DISGUST));
    }

    @Test
    void regressionLearnsFromMixturesAsTheyAre() {
        double[] half = {0.5, 0, 0, 0, 0, 0.5};
        double[] neutral = Simplex.oneHot(4, 6);
        List<LabelledFeatures> mixed = learnt.stream()
                .map(clip -> new LabelledFeatures(clip.features(), clip.dominant() % 2 == 0 ? half : neutral)).toList();
        EmotionVector heard = HandMadeModel.train(Method.LOGISTIC, EMOTIONS, mixed, 1).hear(acted.getFirst().samples());
        assertEquals(0, heard.value(5), "never the greatest: the first of equals is");
        assertTrue(heard.value(0) > 0.5, heard.toString());
    }

    @Test
    void aTimelineHasTheAnswersOfWindowsAtTheirCentresAndOneForTheWholeClip() {
        HandMadeModel model = HandMadeModel.train(Method.LOGISTIC, EMOTIONS, learnt, 1);
        float[] samples = Arrays.copyOf(acted.get(2).samples(), 16_000 * 2);
        Window window = new Window(1.0, 0.4);
        Timeline timeline = model.through(window).recognize("clip", samples, done -> assertTrue(done > 0 && done <= 1));
        assertArrayEquals(FrameTimes.centres(99), timeline.times());
        assertEquals(2.0, timeline.duration());
        assertEquals(Optional.of(window), timeline.window());
        assertArrayEquals(model.hear(samples).values(), timeline.clip().values());
        float[] first = model.hear(Arrays.copyOf(samples, 16_000)).values();
        float[] last = model.hear(Arrays.copyOfRange(samples, 16_000, 32_000)).values();
        for (int k = 0; k < 6; k++) {
            assertEquals(first[k], timeline.value(0, k), 1e-6);
            assertEquals(last[k], timeline.value(98, k), 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "399, 1", "720, 2", "16000, 49"})
    void audioThatIsShorterThanTheWindowIsOneWindow(int samples, int frames) {
        HandMadeModel model = HandMadeModel.train(Method.LOGISTIC, EMOTIONS, learnt, 1);
        float[] sound = Arrays.copyOf(acted.getFirst().samples(), samples);
        Timeline timeline = model.through(new Window(1.4, 1)).recognize("short", sound, done -> { });
        assertEquals(frames, timeline.frameCount());
        assertEquals(model.hear(sound).value(0), timeline.value(frames - 1, 0), 1e-6);
    }

    @Test
    void refusesWhatNothingCanBeLearntFrom() {
        List<LabelledFeatures> one = learnt.stream().filter(clip -> clip.dominant() == 3).toList();
        String message = assertThrows(IllegalArgumentException.class, () -> HandMadeModel.train(Method.SVM, EMOTIONS, one, 1)).getMessage();
        assertTrue(message.contains("two emotions") && message.contains("joy"), message);
        assertThrows(IllegalArgumentException.class, () -> HandMadeModel.train(Method.SVM, EMOTIONS.subList(0, 3), learnt, 1));
        assertThrows(IllegalArgumentException.class, () -> new LabelledFeatures(new double[3], new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> new LabelledFeatures(new double[Functionals.SIZE], new double[] {1, 1}));
    }
}
