package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.math.TornadoMath;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Kernels of group norm over x [batch, time, channels], and the gradients of γ and β of both norms: sums down the columns, made in parts of
 * {@value #PART} frames and then put together. p = n, per, then what each names.
 */
final class NormKernels {
    /** Frames of a part. */
    static final int PART = 128;

    private NormKernels() {}

    /** p: batch · parts · channels, per, x, partial, time, channels, parts. partial[b, part, 0 or 1, channel]: mean, Σ (x − mean)². */
    static void columnStatistics(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int partial = p.get(3);
        int time = p.get(4);
        int channels = p.get(5);
        int parts = p.get(6);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int block = i / channels;
            int channel = i - block * channels;
            int clip = block / parts;
            int from = (block - clip * parts) * PART;
            int to = Math.min(time, from + PART);
            int column = x + clip * time * channels + channel;
            float sum = 0;
            for (int t = from; t < to; t++) {
                sum += heap.get(column + t * channels);
            }
            float mean = sum / (to - from);
            float squares = 0;
            for (int t = from; t < to; t++) {
                float d = heap.get(column + t * channels) - mean;
                squares += d * d;
            }
            heap.set(partial + 2 * block * channels + channel, mean);
            heap.set(partial + (2 * block + 1) * channels + channel, squares);
        }
    }

    /**
     * Puts statistics together (Chan, Golub and LeVeque, 1983): the mean of all, then Σ (squares + count (mean − mean of all)²).
     * p: batch · groups, per, partial, mean, rstd, time, channels, parts, groups; s: eps.
     */
    static void groupStatistics(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int partial = p.get(2);
        int time = p.get(5);
        int channels = p.get(6);
        int parts = p.get(7);
        int groups = p.get(8);
        int width = channels / groups;
        float count = (float) time * width;
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int clip = i / groups;
            int first = (i - clip * groups) * width;
            float mean = 0;
            for (int part = 0; part < parts; part++) {
                int at = partial + 2 * (clip * parts + part) * channels + first;
                float share = Math.min(PART, time - part * PART) / count;
                float sum = 0;
                for (int k = 0; k < width; k++) {
                    sum += heap.get(at + k);
                }
                mean += share * sum;
            }
            float variance = 0;
            for (int part = 0; part < parts; part++) {
                int at = partial + 2 * (clip * parts + part) * channels + first;
                int frames = Math.min(PART, time - part * PART);
                float sum = 0;
                for (int k = 0; k < width; k++) {
                    float d = heap.get(at + k) - mean;
                    sum += heap.get(at + channels + k) + frames * (d * d);
                }
                variance += sum / count;
            }
            heap.set(p.get(3) + i, mean);
            heap.set(p.get(4) + i, 1 / TornadoMath.sqrt(variance + s.get(0)));
        }
    }

    /** y = (x − mean) rstd γ + β. p: n, per, x, gamma, beta, y, mean, rstd, time · channels, channels, groups. */
    static void groupNorm(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int gamma = p.get(3);
        int beta = p.get(4);
        int y = p.get(5);
        int mean = p.get(6);
        int rstd = p.get(7);
        int channels = p.get(9);
        int groups = p.get(10);
        int width = channels / groups;
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int channel = i % channels;
            int at = i / p.get(8) * groups + channel / width;
            heap.set(y + i, (heap.get(x + i) - heap.get(mean + at)) * heap.get(rstd + at) * heap.get(gamma + channel)
                    + heap.get(beta + channel));
        }
    }

    /**
     * Sums of g x̂ and of g down the columns. p: batch · parts · channels, per, x, g, mean, rstd, partial, time, channels, parts, groups;
     * groups 0 for layer norm, whose statistics are those of a row. partial[b, part, 0 or 1, channel].
     */
    static void columnSums(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int mean = p.get(4);
        int rstd = p.get(5);
        int partial = p.get(6);
        int time = p.get(7);
        int channels = p.get(8);
        int parts = p.get(9);
        int groups = p.get(10);
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int block = i / channels;
            int channel = i - block * channels;
            int clip = block / parts;
            int from = (block - clip * parts) * PART;
            int to = Math.min(time, from + PART);
            int column = clip * time * channels + channel;
            int x = p.get(2) + column;
            int g = p.get(3) + column;
            int group = groups == 0 ? 0 : clip * groups + channel / (channels / groups);
            int step = groups == 0 ? 1 : 0;
            float sumGamma = 0;
            float sumBeta = 0;
            for (int t = from; t < to; t++) {
                int at = group + step * (clip * time + t);
                float gt = heap.get(g + t * channels);
                sumGamma += gt * ((heap.get(x + t * channels) - heap.get(mean + at)) * heap.get(rstd + at));
                sumBeta += gt;
            }
            heap.set(partial + 2 * block * channels + channel, sumGamma);
            heap.set(partial + (2 * block + 1) * channels + channel, sumBeta);
        }
    }

    /**
     * Averages of h = g γ and of h x̂. p: batch · groups, per, partial, averages [batch · groups, 2], gamma, channels, parts, groups;
     * s: count.
     */
    static void groupAverages(KernelContext c, FloatArray heap, IntArray p, FloatArray s) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int partial = p.get(2);
        int averages = p.get(3);
        int gamma = p.get(4);
        int channels = p.get(5);
        int parts = p.get(6);
        int groups = p.get(7);
        int width = channels / groups;
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int clip = i / groups;
            int first = (i - clip * groups) * width;
            float h = 0;
            float hx = 0;
            for (int part = 0; part < parts; part++) {
                int at = partial + 2 * (clip * parts + part) * channels + first;
                float sumH = 0;
                float sumHx = 0;
                for (int k = 0; k < width; k++) {
                    float weight = heap.get(gamma + first + k);
                    sumHx += weight * heap.get(at + k);
                    sumH += weight * heap.get(at + channels + k);
                }
                h += sumH;
                hx += sumHx;
            }
            heap.set(averages + 2 * i, h / s.get(0));
            heap.set(averages + 2 * i + 1, hx / s.get(0));
        }
    }

    /** dx = rstd (g γ − avg h − x̂ avg(h x̂)). p: n, per, x, gamma, mean, rstd, g, dx, averages, time · channels, channels, groups. */
    static void groupNormGradient(KernelContext c, FloatArray heap, IntArray p) {
        int end = Math.min(p.get(0), (c.globalIdx + 1) * p.get(1));
        int x = p.get(2);
        int gamma = p.get(3);
        int mean = p.get(4);
        int rstd = p.get(5);
        int g = p.get(6);
        int dx = p.get(7);
        int averages = p.get(8);
        int channels = p.get(10);
        int groups = p.get(11);
        int width = channels / groups;
        for (int i = c.globalIdx * p.get(1); i < end; i++) {
            int channel = i % channels;
            int at = i / p.get(9) * groups + channel / width;
            float scale = heap.get(rstd + at);
            float normed = (heap.get(x + i) - heap.get(mean + at)) * scale;
            float h = heap.get(g + i) * heap.get(gamma + channel);
            heap.set(dx + i, scale * (h - heap.get(averages + 2 * at) - normed * heap.get(averages + 2 * at + 1)));
        }
    }
}
