package org.prosodia.pipeline.augment;

import java.util.OptionalDouble;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.Resampler;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.tensor.Rng;

/**
 * Random changes of a clip at 16 kHz that leave its emotions alone, in this order:
 *
 * <ol>
 * <li>speed: played faster by the factor, which raises the pitch as much;
 * <li>crop: a part of that many seconds, anywhere in the clip; shorter clips stay whole;
 * <li>shift: to the later by that many seconds, or the earlier when negative, at most by half of the clip; what leaves is lost, silence
 *     follows in;
 * <li>gain: times {@code 10^(dB / 20)}, without clipping;
 * <li>noise: Gaussian, white or pink, at that ratio of powers; silent clips stay silent.
 * </ol>
 *
 * <p>{@link #apply} takes the same number of draws from its generator whatever is switched on, in the order above, so that switching one
 * change off leaves the draws of the others as they were.
 *
 * @param speed factor, 0.25 to 4, rounded to a thousandth
 * @param crop seconds, at least the 0.025 of one frame of the model
 * @param shift seconds, of either sign
 * @param gain dB
 * @param snr of the noise, dB: {@code 10 log10(power of the clip / power of the noise)}
 * @param pinkShare how much of the noise is pink rather than white, as a probability, 0 to 1
 */
public record Augmentation(Chance speed, Chance crop, Chance shift, Chance gain, Chance snr, double pinkShare) {
    /** Leaves every clip as it is. */
    public static final Augmentation NONE =
            new Augmentation(Chance.NEVER, Chance.NEVER, Chance.NEVER, Chance.NEVER, Chance.NEVER, 0);

    /**
     * Half of the time each: crops to 1.5–5 s, shifts by up to 0.1 s, gain of ±6 dB, noise at 10–40 dB, half of it pink; three times in
     * ten a speed of 0.95–1.05, less than a semitone, as pitch is a sign of emotion. The paper names shift, crop and noise, no ranges.
     */
    public static final Augmentation DEFAULT = new Augmentation(new Chance(0.3, 0.95, 1.05), new Chance(0.5, 1.5, 5),
            new Chance(0.5, -0.1, 0.1), new Chance(0.5, -6, 6), new Chance(0.5, 10, 40), 0.5);

    private static final int RATE = AudioClip.DEFAULT_SAMPLE_RATE;
    private static final double MIN_SPEED = 0.25;
    private static final double MAX_SPEED = 4;
    /** Speeds are ratios of whole numbers, as the resampler wants them: steps of a tenth of a percent, 1.7 cents. */
    private static final int SPEED_STEPS = 1000;
    /** Far beyond what 16 bits can hold. */
    private static final double MAX_DB = 120;
    private static final double MAX_SECONDS = 86_400;

    public Augmentation {
        speed.check("speed", MIN_SPEED, MAX_SPEED);
        crop.check("crop", (double) FrameTimes.RECEPTIVE_FIELD / RATE, MAX_SECONDS);
        shift.check("shift", -MAX_SECONDS, MAX_SECONDS);
        gain.check("gain", -MAX_DB, MAX_DB);
        snr.check("snr", -MAX_DB, MAX_DB);
        if (!(pinkShare >= 0 && pinkShare <= 1)) {
            throw new IllegalArgumentException("pinkShare: expected 0 to 1, found " + pinkShare);
        }
    }

    /**
     * A changed copy of a clip.
     *
     * @param samples amplitudes [T] at 16 kHz, T ≥ 1, finite; not changed
     * @param rng advances by the same number of draws whatever happens
     */
    public Augmented apply(float[] samples, Rng rng) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("samples: expected at least one, found none");
        }
        OptionalDouble factor = speed.draw(rng);
        OptionalDouble seconds = crop.draw(rng);
        double cropPlace = rng.nextDouble();
        OptionalDouble delay = shift.draw(rng);
        OptionalDouble gainDb = gain.draw(rng);
        OptionalDouble snrDb = snr.draw(rng);
        boolean pink = rng.nextDouble() < pinkShare;
        Rng noise = new Rng(rng.nextLong());

        Augmented result = new Augmented(samples.clone(), 0, 1);
        result = factor.isPresent() ? played(result, factor.getAsDouble()) : result;
        result = seconds.isPresent() ? cropped(result, seconds.getAsDouble(), cropPlace) : result;
        result = delay.isPresent() ? shifted(result, delay.getAsDouble()) : result;
        if (gainDb.isPresent()) {
            amplify(result.samples(), gainDb.getAsDouble());
        }
        if (snrDb.isPresent()) {
            Noise.add(result.samples(), snrDb.getAsDouble(), pink, noise);
        }
        return result;
    }

    /** Sample {@code j} is the sound at sample {@code j · factor}. Left out when it would make a clip too short for the model. */
    private static Augmented played(Augmented clip, double factor) {
        int steps = (int) Math.round(factor * SPEED_STEPS);
        float[] samples = Resampler.resample(clip.samples(), steps, SPEED_STEPS);
        boolean tooShort = samples.length < FrameTimes.RECEPTIVE_FIELD && samples.length < clip.samples().length;
        return tooShort ? clip : new Augmented(samples, clip.offset(), (double) steps / SPEED_STEPS);
    }

    private static Augmented cropped(Augmented clip, double seconds, double place) {
        int length = (int) Math.round(seconds * RATE);
        int surplus = clip.samples().length - length;
        if (surplus <= 0) {
            return clip;
        }
        int from = (int) (place * (surplus + 1));
        float[] samples = new float[length];
        System.arraycopy(clip.samples(), from, samples, 0, length);
        return new Augmented(samples, clip.originalTime((double) from / RATE), clip.speed());
    }

    private static Augmented shifted(Augmented clip, double seconds) {
        int length = clip.samples().length;
        int delay = Math.clamp(Math.round(seconds * RATE), -(length / 2), length / 2);
        float[] samples = new float[length];
        System.arraycopy(clip.samples(), Math.max(0, -delay), samples, Math.max(0, delay), length - Math.abs(delay));
        return new Augmented(samples, clip.originalTime((double) -delay / RATE), clip.speed());
    }

    private static void amplify(float[] samples, double db) {
        double factor = Math.pow(10, db / 20);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (samples[i] * factor);
        }
    }
}
