package org.prosodia.pipeline.preference;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.math.Sigmoid;

/**
 * Chooses as a person might who knows the true timeline: by the model of R. A. Bradley and M. E. Terry (1952) on the distance d to it,
 * the mean absolute error of {@link SequenceError#mae}. Says in every answer that it is simulated.
 *
 * <p>a is preferred to b with probability {@code P = σ((d(b) − d(a)) / temperature)}; then the answer is turned round with probability
 * {@code errorRate}. Where the distances differ by no more than {@code noticeableDifference} it is a tie instead.
 *
 * @param name what the annotator's name says after {@value Preference#SIMULATED_PREFIX}
 * @param temperature 0 or more, in units of d: at 0 the nearer is always preferred; at a difference of one temperature, 73 % of the time
 * @param errorRate share of answers given the wrong way round, 0 to 1
 * @param noticeableDifference 0 or more; at 0 only equal distances tie
 */
public record SimulatedJudge(String name, double temperature, double errorRate, double noticeableDifference) {

    /** Checks the settings. */
    public SimulatedJudge {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name: expected one, found none");
        }
        requireRange("temperature", temperature, Double.MAX_VALUE);
        requireRange("errorRate", errorRate, 1);
        requireRange("noticeableDifference", noticeableDifference, Double.MAX_VALUE);
    }

    private static void requireRange(String what, double value, double max) {
        if (!(value >= 0 && value <= max)) {
            throw new IllegalArgumentException(what + ": expected a number from 0 " + (max == 1 ? "to 1" : "on") + ", found " + value);
        }
    }

    /** A judge whose name gives its settings. */
    public static SimulatedJudge of(double temperature, double errorRate, double noticeableDifference) {
        String name = "bradley-terry-t" + temperature + "-e" + errorRate + "-n" + noticeableDifference;
        return new SimulatedJudge(name, temperature, errorRate, noticeableDifference);
    }

    /** The annotator that the answers name. */
    public String annotator() {
        return Preference.SIMULATED_PREFIX + name;
    }

    /** How far a timeline is from the true one, 0 to 2/K. */
    public static double distance(Timeline timeline, Timeline truth) {
        return SequenceError.of(timeline, truth).mae();
    }

    /** The probability that something at distance {@code a} is preferred to something at distance {@code b}, errors counted, ties not. */
    public double probability(double a, double b) {
        double nearer = temperature == 0 ? 0.5 + 0.5 * Math.signum(b - a) : Sigmoid.value((b - a) / temperature);
        return (1 - errorRate) * nearer + errorRate * (1 - nearer);
    }

    /**
     * One answer. It takes one number from {@code random}, tie or not, so that judges with other settings go on to the same draws.
     *
     * @param audio path of the audio for the answer
     * @param a shown first
     * @param b shown second
     * @param truth the true timeline
     * @param time for the answer
     */
    public Preference judge(String audio, Preference.Side a, Preference.Side b, Timeline truth, Instant time, RandomGenerator random) {
        double toA = distance(a.timeline(), truth);
        double toB = distance(b.timeline(), truth);
        boolean prefersA = random.nextDouble() < probability(toA, toB);
        boolean tie = Math.abs(toA - toB) <= noticeableDifference;
        return tie || prefersA ? new Preference(audio, a, b, annotator(), time, tie, true)
                : new Preference(audio, b, a, annotator(), time, false, true);
    }

    /**
     * Answers for different pairs of a clip's candidates.
     *
     * @param pairs how many, see {@link CandidatePair#draw}
     */
    public List<Preference> judge(String audio, List<Preference.Side> candidates, Timeline truth, int pairs, Instant time,
            RandomGenerator random) {
        return CandidatePair.draw(candidates.size(), pairs, random).stream()
                .map(pair -> judge(audio, candidates.get(pair.first()), candidates.get(pair.second()), truth, time, random)).toList();
    }
}
