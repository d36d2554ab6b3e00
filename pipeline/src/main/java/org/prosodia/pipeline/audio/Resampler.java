package org.prosodia.pipeline.audio;

import java.util.Arrays;

/**
 * Converts one channel from one sample rate to another, any ratio, block by block.
 *
 * <p>A polyphase filter bank of a Kaiser-windowed sinc ({@link KaiserSinc}): flat within 0.001 dB up to 0.9 of the lower of both Nyquist
 * frequencies, and 95 dB down from that Nyquist frequency on, so nothing folds back. Linear phase without delay: output sample
 * {@code j} is the sound at time {@code j / outRate}. Before its start and after its end the sound is taken as silence. From {@code n}
 * samples become {@code ceil(n · outRate / inRate)}. Equal rates pass the samples as they are.
 *
 * <p>Not thread-safe.
 */
public final class Resampler {
    /** Coefficients worth keeping (8 MB); odd ratios with more compute the ones of each output anew. */
    private static final int MAX_COEFFICIENTS = 1 << 21;

    private final int up;
    private final int down;
    /** Inputs to either side of an output that count; a row of coefficients has twice as many. */
    private final int half;
    private final double scale;
    private final float[][] rows;
    private final float[] row;

    /** Inputs still needed; the first is that of time {@code center − half + 1}. */
    private float[] window;
    private int windowLength;
    private int windowStart;
    /** Numerator of the present output's time within its input sample, over {@link #up}. */
    private int phase;
    private long received;
    private long produced;

    /**
     * A converter at the start of its sound.
     *
     * @param inRate samples per second that come in, positive
     * @param outRate samples per second that go out, positive
     */
    public Resampler(int inRate, int outRate) {
        if (inRate < 1 || outRate < 1) {
            throw new IllegalArgumentException("sample rates: expected positive ones, found " + inRate + " and " + outRate);
        }
        int divisor = gcd(inRate, outRate);
        this.up = outRate / divisor;
        this.down = inRate / divisor;
        this.scale = Math.min(1, (double) outRate / inRate);
        this.half = (int) Math.ceil(KaiserSinc.HALF_WIDTH / scale);
        this.row = new float[2 * half];
        this.rows = (long) up * row.length <= MAX_COEFFICIENTS ? new float[up][] : new float[0][];
        this.window = new float[4 * half];
        this.windowLength = half - 1;
    }

    /** Resamples a whole sound. */
    public static float[] resample(float[] samples, int inRate, int outRate) {
        Resampler resampler = new Resampler(inRate, outRate);
        float[] body = resampler.process(samples, 0, samples.length);
        float[] tail = resampler.finish();
        float[] all = Arrays.copyOf(body, body.length + tail.length);
        System.arraycopy(tail, 0, all, body.length, tail.length);
        return all;
    }

    /** Takes the next samples, {@code from} to {@code to} (exclusive) of {@code block}, and returns what they complete, perhaps nothing. */
    public float[] process(float[] block, int from, int to) {
        received += to - from;
        if (up == down) {
            return Arrays.copyOfRange(block, from, to);
        }
        append(block, from, to);
        return produce(Long.MAX_VALUE);
    }

    /** Ends the sound and returns the last samples. */
    public float[] finish() {
        if (up == down) {
            return new float[0];
        }
        append(new float[half], 0, half);
        return produce(Math.ceilDiv(Math.multiplyExact(received, (long) up), down));
    }

    private void append(float[] block, int from, int to) {
        int kept = windowLength - windowStart;
        int needed = Math.addExact(kept, to - from);
        float[] target = needed > window.length ? new float[needed] : window;
        System.arraycopy(window, windowStart, target, 0, kept);
        System.arraycopy(block, from, target, kept, to - from);
        window = target;
        windowStart = 0;
        windowLength = needed;
    }

    /** All outputs whose inputs are there, up to output number {@code end}: y[j] = Σ_k x[k] h(t_j − k), t_j = j · down / up. */
    private float[] produce(long end) {
        int ready = windowLength - windowStart - 2 * half;
        long count = ready < 0 ? 0 : ((long) ready * up + up - 1 - phase) / down + 1;
        float[] out = new float[Math.toIntExact(Math.min(count, end - produced))];
        for (int j = 0; j < out.length; j++) {
            out[j] = dot(coefficients(phase), window, windowStart);
            phase += down % up;
            windowStart += down / up + phase / up;
            phase %= up;
        }
        produced += out.length;
        return out;
    }

    private float[] coefficients(int phase) {
        if (rows.length == 0) {
            return fill(row, phase);
        }
        if (rows[phase] == null) {
            rows[phase] = fill(new float[row.length], phase);
        }
        return rows[phase];
    }

    /** The filter around an output that lies {@code phase / up} after its input sample, the one at index half − 1. */
    private float[] fill(float[] coefficients, int phase) {
        double fraction = (double) phase / up;
        for (int k = 0; k < coefficients.length; k++) {
            coefficients[k] = (float) (scale * KaiserSinc.at(scale * (fraction + half - 1 - k)));
        }
        return coefficients;
    }

    /** Four sums, as each must wait for its own last addition only. */
    private static float dot(float[] h, float[] x, int start) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int k = 0;
        for (; k + 3 < h.length; k += 4) {
            a += h[k] * x[start + k];
            b += h[k + 1] * x[start + k + 1];
            c += h[k + 2] * x[start + k + 2];
            d += h[k + 3] * x[start + k + 3];
        }
        for (; k < h.length; k++) {
            a += h[k] * x[start + k];
        }
        return a + b + (c + d);
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
