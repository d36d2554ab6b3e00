package org.prosodia.pipeline.evaluation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The errors of one model over a set of clips. Means count each clip once, however long: clips are what {@link Bootstrap} resamples.
 *
 * @param clips of one model, in an order that is the same for every model to be compared; at least one, all with the same emotions
 */
public record SequenceErrors(List<SequenceError> clips) {

    /** Requires a clip, and the same emotions throughout. */
    public SequenceErrors {
        clips = List.copyOf(clips);
        if (clips.isEmpty()) {
            throw new IllegalArgumentException("clips: expected at least one, found none");
        }
        for (SequenceError clip : clips) {
            if (!clip.emotions().equals(clips.getFirst().emotions())) {
                throw new IllegalArgumentException(clip.audio() + ": expected " + clips.getFirst().emotions() + ", found "
                        + clip.emotions());
            }
        }
    }

    /** Mean of {@link SequenceError#mae} over clips. */
    public double mae() {
        return mean(SequenceError::mae);
    }

    /** Mean of {@link SequenceError#maeWithoutNeutral} over clips. */
    public double maeWithoutNeutral() {
        return mean(SequenceError::maeWithoutNeutral);
    }

    /** Mean of {@link SequenceError#klDivergence} over clips, nats. */
    public double klDivergence() {
        return mean(SequenceError::klDivergence);
    }

    /** Mean absolute error of each emotion over clips [K]. */
    public List<Double> perEmotion() {
        return IntStream.range(0, clips.getFirst().emotions().size()).mapToObj(k -> mean(clip -> clip.perEmotion().get(k))).toList();
    }

    /** The mean absolute error over all frames of all clips: long clips count for more. */
    public double maeOverFrames() {
        return clips.stream().mapToDouble(clip -> clip.frames() * clip.mae()).sum() / clips.stream().mapToLong(SequenceError::frames).sum();
    }

    /** One number for each clip, for {@link Bootstrap}: {@code values(SequenceError::mae)}. */
    public double[] values(ToDoubleFunction<SequenceError> metric) {
        return clips.stream().mapToDouble(metric).toArray();
    }

    /**
     * This model's number less the other's for each clip: what {@link Bootstrap#mean} puts a paired interval around.
     *
     * @throws IllegalArgumentException unless both are of the same clips in the same order
     */
    public double[] differences(SequenceErrors other, ToDoubleFunction<SequenceError> metric) {
        if (clips.size() != other.clips.size()) {
            throw new IllegalArgumentException("clips: expected the same " + clips.size() + ", found " + other.clips.size());
        }
        double[] differences = new double[clips.size()];
        for (int c = 0; c < differences.length; c++) {
            SequenceError mine = clips.get(c);
            SequenceError theirs = other.clips.get(c);
            if (!mine.audio().equals(theirs.audio())) {
                throw new IllegalArgumentException("clip " + c + ": expected " + mine.audio() + " of both, found " + theirs.audio());
            }
            differences[c] = metric.applyAsDouble(mine) - metric.applyAsDouble(theirs);
        }
        return differences;
    }

    private double mean(ToDoubleFunction<SequenceError> metric) {
        return clips.stream().mapToDouble(metric).average().orElseThrow();
    }
}
