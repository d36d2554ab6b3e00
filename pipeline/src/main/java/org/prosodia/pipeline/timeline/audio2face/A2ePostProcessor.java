package org.prosodia.pipeline.timeline.audio2face;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a mixture of emotions into the ten channels of an Audio2Face-like animator, frame after frame, in the eight steps of its
 * post-processing:
 * <ol>
 * <li>contrast: {@code q = softmax(emotionContrast · logits)}. Our logits are {@code log p} of a mean {@code p}, so
 * {@code q_k ∝ p_k^contrast};
 * <li>emotions without a channel (neutral) become 0, <em>without</em> renormalising;
 * <li>the {@code maxEmotions} largest are kept, the others become 0 (of equals the earlier is kept);
 * <li>scatter to the ten channels (two emotions of one channel add up);
 * <li>moving average: {@code e = (1 − liveBlendCoef) · e + liveBlendCoef · e_before}, where {@code e_before} of the first frame is
 * {@code beginningEmotion};
 * <li>when enabled: {@code e = (1 − s) · e + s · preferredEmotion}, {@code s = preferredEmotionStrength};
 * <li>transition: {@code e = w · e + (1 − w) · e_before}, {@code w = min(fixedDt / max(liveTransitionTime, 0.001), 1)}, where
 * {@code e_before} is the outcome of this step for the frame before; not on the first frame;
 * <li>{@code e = emotionStrength · e}.
 * </ol>
 * Keeps the state of steps 5 and 7; one instance serves one audio, and is not safe for use by several threads.
 */
public final class A2ePostProcessor {
    private static final int CHANNELS = Audio2FaceChannel.values().length;
    /** Floor of the transition time, seconds: keeps step 7 from dividing by zero. */
    private static final double MIN_TRANSITION = 1e-3;

    private final A2eSettings settings;
    private final List<Optional<Audio2FaceChannel>> channels;
    private final double[] preferred;
    private final double[] blended;
    private double[] smoothed;

    /**
     * @param emotions names of the mixture's emotions [K]; at least one must have a channel
     * @param settings with {@code maxEmotions} at most K
     */
    public A2ePostProcessor(List<String> emotions, A2eSettings settings) {
        List<Optional<Audio2FaceChannel>> found = new ArrayList<>();
        emotions.forEach(name -> found.add(Audio2FaceChannel.of(name)));
        if (found.stream().allMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("emotions: expected one or more with an Audio2Face channel (such as anger, joy), found "
                    + emotions);
        }
        if (settings.maxEmotions() > emotions.size()) {
            throw new IllegalArgumentException(
                    "maxEmotions: expected 1 to " + emotions.size() + ", the number of emotions, found " + settings.maxEmotions());
        }
        this.settings = settings;
        this.channels = List.copyOf(found);
        this.preferred = vector(settings.preferredEmotion());
        this.blended = vector(settings.beginningEmotion());
    }

    /**
     * The channels of the next frame.
     *
     * @param mean shares of the emotions [K], non-negative, not all zero
     * @return levels [10], in the order of {@link Audio2FaceChannel}
     */
    public float[] next(float... mean) {
        double[] shares = contrast(mean);
        dropUnmapped(shares);
        keepLargest(shares);
        double[] e = scatter(shares);
        blend(e, blended, settings.liveBlendCoef());
        System.arraycopy(e, 0, blended, 0, CHANNELS);
        if (settings.enablePreferredEmotion()) {
            blend(e, preferred, settings.preferredEmotionStrength());
        }
        if (smoothed != null) {
            double w = Math.min(settings.fixedDt() / Math.max(settings.liveTransitionTime(), MIN_TRANSITION), 1);
            blend(e, smoothed, 1 - w);
        }
        smoothed = e;
        float[] out = new float[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            out[i] = (float) (settings.emotionStrength() * e[i]);
        }
        return out;
    }

    /** Step 1; dividing by the largest share first keeps any contrast from underflowing. */
    private double[] contrast(float[] mean) {
        if (mean.length != channels.size()) {
            throw new IllegalArgumentException("mean: expected [" + channels.size() + "], found [" + mean.length + "]");
        }
        double largest = 0;
        for (float p : mean) {
            if (!(p >= 0 && p < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("mean: expected non-negative shares, found " + Arrays.toString(mean));
            }
            largest = Math.max(largest, p);
        }
        if (largest == 0) {
            throw new IllegalArgumentException("mean: expected a share above 0, found none");
        }
        double[] shares = new double[mean.length];
        double sum = 0;
        for (int k = 0; k < shares.length; k++) {
            shares[k] = StrictMath.pow(mean[k] / largest, settings.emotionContrast());
            sum += shares[k];
        }
        for (int k = 0; k < shares.length; k++) {
            shares[k] /= sum;
        }
        return shares;
    }

    private void dropUnmapped(double[] shares) {
        for (int k = 0; k < shares.length; k++) {
            if (channels.get(k).isEmpty()) {
                shares[k] = 0;
            }
        }
    }

    private void keepLargest(double[] shares) {
        double[] ranked = shares.clone();
        Arrays.sort(ranked);
        double least = ranked[ranked.length - settings.maxEmotions()];
        long above = Arrays.stream(shares).filter(share -> share > least).count();
        long equalsKept = settings.maxEmotions() - above;
        for (int k = 0; k < shares.length; k++) {
            if (shares[k] < least || shares[k] == least && equalsKept-- <= 0) {
                shares[k] = 0;
            }
        }
    }

    private double[] scatter(double[] shares) {
        double[] e = new double[CHANNELS];
        for (int k = 0; k < shares.length; k++) {
            if (channels.get(k).isPresent()) {
                e[channels.get(k).get().ordinal()] += shares[k];
            }
        }
        return e;
    }

    /** {@code e = (1 − weight) · e + weight · other}. */
    private static void blend(double[] e, double[] other, double weight) {
        for (int i = 0; i < CHANNELS; i++) {
            e[i] = (1 - weight) * e[i] + weight * other[i];
        }
    }

    private static double[] vector(Map<Audio2FaceChannel, Double> levels) {
        double[] vector = new double[CHANNELS];
        levels.forEach((channel, level) -> vector[channel.ordinal()] = level);
        return vector;
    }
}
