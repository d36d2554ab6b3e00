package org.prosodia.pipeline.synth;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Lays syllables out in time: phrases of 3 to 8 syllables, the last one long, each followed by its share of silence. */
final class SpeechPlan {
    private static final int SHORTEST_PHRASE = 3;
    private static final int LONGEST_PHRASE = 8;
    private static final double FINAL_LENGTHENING = 1.35;
    private static final double STRESS_LENGTHENING = 1.12;
    private static final double STRESS_SHARE = 0.35;
    /** Syllables shorter than this are not begun before the end, seconds. */
    private static final double SHORTEST_SYLLABLE = 0.08;

    private final ProsodyCurve curve;
    private final double seconds;
    private final SplittableRandom random;
    private final List<Syllable> syllables = new ArrayList<>();

    private SpeechPlan(ProsodyCurve curve, double seconds, SplittableRandom random) {
        this.curve = curve;
        this.seconds = seconds;
        this.random = random;
    }

    /** Syllables in order of time, none beyond {@code seconds}. */
    static List<Syllable> of(ProsodyCurve curve, double seconds, SplittableRandom random) {
        SpeechPlan plan = new SpeechPlan(curve, seconds, random);
        double time = plan.pauseAfter(0.25, curve.at(0));
        while (seconds - time >= SHORTEST_SYLLABLE) {
            double end = plan.addPhrase(time);
            time = end + plan.pauseAfter(end - time, curve.at(end));
        }
        return plan.syllables;
    }

    private double addPhrase(double start) {
        int count = random.nextInt(SHORTEST_PHRASE, LONGEST_PHRASE + 1);
        double time = start;
        for (int i = 0; i < count && seconds - time >= SHORTEST_SYLLABLE; i++) {
            boolean stressed = random.nextDouble() < STRESS_SHARE;
            double length = (stressed ? STRESS_LENGTHENING : 0.95) * (i == count - 1 ? FINAL_LENGTHENING : 0.95) * spread(0.12);
            double duration = Math.min(length / curve.at(time).rate(), seconds - time);
            Contour contour = new Contour(0.5 - (double) i / count, 0.5 - (i + 1.0) / count, stressed ? 0.35 * spread(0.4) : 0);
            syllables.add(new Syllable(time, duration, pick(Consonant.values()), pick(Vowel.values()), stressed, contour));
            time += duration;
        }
        return time;
    }

    /** A phrase of length s with a pause of {@code s · p / (1 − p)} leaves the share p silent. */
    private double pauseAfter(double phrase, Prosody prosody) {
        return phrase * prosody.pauseShare() / (1 - prosody.pauseShare()) * spread(0.25);
    }

    /** A factor within ±{@code by} of 1. */
    private double spread(double by) {
        return 1 + by * (2 * random.nextDouble() - 1);
    }

    private <T> T pick(T[] items) {
        return items[random.nextInt(items.length)];
    }
}
