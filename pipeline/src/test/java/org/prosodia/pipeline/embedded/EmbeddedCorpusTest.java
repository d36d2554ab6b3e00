package org.prosodia.pipeline.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Rng;

class EmbeddedCorpusTest {
    private final EmbeddedCorpus corpus = new EmbeddedCorpus(3);

    @Test
    void aClipIsDecidedBySeedSplitAndNumberAlone() {
        EmbeddedClip third = corpus.dynamic(Split.TRAIN, 3, 1.5).get(2);
        EmbeddedClip again = new EmbeddedCorpus(3).dynamic(Split.TRAIN, 5, 1.5).get(2);
        assertArrayEquals(third.samples(), again.samples());
        assertEquals(third.id(), again.id());
        assertFalse(Arrays.equals(third.samples(), new EmbeddedCorpus(4).dynamic(Split.TRAIN, 3, 1.5).get(2).samples()));
        assertFalse(Arrays.equals(third.samples(), corpus.dynamic(Split.DEV, 3, 1.5).get(2).samples()));
    }

    @Test
    void speakersNeverCrossASplit() {
        Set<String> train = speakers(Split.TRAIN);
        Set<String> dev = speakers(Split.DEV);
        Set<String> test = speakers(Split.TEST);
        assertTrue(Collections.disjoint(train, dev) && Collections.disjoint(train, test) && Collections.disjoint(dev, test));
        assertTrue(train.size() > 4, train.toString());
    }

    private Set<String> speakers(Split split) {
        return corpus.acted(split, 18).stream().map(EmbeddedClip::speaker).collect(Collectors.toSet());
    }

    @Test
    void anActedClipIsMostlyWhatItsLabelSays() {
        for (EmbeddedClip clip : corpus.acted(Split.DEV, 12)) {
            double[] mixture = clip.truth().at(1);
            assertTrue(mixture[clip.label()] >= 0.75, () -> Arrays.toString(mixture));
            assertArrayEquals(mixture, clip.truth().at(clip.duration()), "an acted mood does not change");
            assertTrue(clip.duration() >= 2 && clip.duration() <= 3, clip.id());
        }
    }

    @Test
    void theTruthIsAMixtureThatChangesAndNeverJumps() {
        EmbeddedClip clip = corpus.dynamic(Split.TEST, 1, 6).getFirst();
        double[] before = clip.truth().at(0);
        double way = 0;
        for (double t = 0; t < 6; t += 0.02) {
            double[] mixture = clip.truth().at(t);
            assertEquals(1, Arrays.stream(mixture).sum(), 1e-12);
            double step = 0;
            for (int k = 0; k < mixture.length; k++) {
                assertTrue(mixture[k] >= 0);
                step = Math.max(step, Math.abs(mixture[k] - before[k]));
            }
            assertTrue(step <= 0.02 / 0.4 + 1e-9, "a transition takes 0.4 s");
            way += step;
            before = mixture;
        }
        assertTrue(way > 0.5, "moods change");
    }

    @Test
    void theTrueTimelineStandsAtTheModelsFrames() {
        EmbeddedClip clip = corpus.dynamic(Split.TEST, 1, 2).getFirst();
        Timeline truth = clip.trueTimeline();
        assertEquals(99, truth.frameCount());
        assertEquals(200 / 16000.0, truth.time(0), 1e-12);
        assertEquals(EmbeddedCorpus.EMOTIONS, truth.emotions());
        for (int k = 0; k < 6; k++) {
            assertEquals(clip.truth().at(truth.time(40))[k], truth.value(40, k), 1e-6);
        }
    }

    @Test
    void emotionsSoundDifferent() {
        Speaker speaker = Speaker.of(0, new Rng(1));
        List<Double> energies = IntStream.range(0, 6).mapToObj(k -> {
            double[] pure = new double[6];
            pure[k] = 1;
            return EmotionalProsody.of(pure, speaker).energy();
        }).toList();
        assertEquals(6, Set.copyOf(energies).size());
        assertTrue(energies.get(0) > energies.get(5), "anger is louder than sadness");
    }

    @Test
    void aMixtureIsSpokenAsTheWeightedMeanOfItsEmotions() {
        Speaker speaker = Speaker.of(0, new Rng(1));
        double[] weights = {0.1, 0.2, 0.3, 0.15, 0.05, 0.2};
        double expected = 0;
        for (int k = 0; k < 6; k++) {
            double[] pure = new double[6];
            pure[k] = 1;
            expected += weights[k] * EmotionalProsody.of(pure, speaker).energy();
        }
        assertEquals(expected, EmotionalProsody.of(weights, speaker).energy(), 1e-9);
    }
}
