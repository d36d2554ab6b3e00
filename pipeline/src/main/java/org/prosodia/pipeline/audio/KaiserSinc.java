package org.prosodia.pipeline.audio;

/**
 * The low-pass filter of the {@link Resampler} as a continuous function: a sinc under a Kaiser window. Time is in samples of the lower
 * of the two rates, whose Nyquist frequency is 1 here.
 *
 * <p>Kaiser (1974): for A dB of attenuation and a transition band Δω rad/sample, β = 0.1102 (A − 8.7) and the length is
 * (A − 8) / (2.285 Δω). The pass band ends at 0.9, the stop band begins at 1, the cut-off lies between.
 */
final class KaiserSinc {
    /** Attenuation A in dB: 20 better than promised, as noise of many aliases adds up. */
    private static final double ATTENUATION = 100;
    private static final double PASS_BAND = 0.9;
    private static final double CUTOFF = (PASS_BAND + 1) / 2;
    private static final double BETA = 0.1102 * (ATTENUATION - 8.7);
    /** Half of the length: the filter is zero from here on. */
    static final double HALF_WIDTH = (ATTENUATION - 8) / (2.285 * (1 - PASS_BAND) * Math.PI) / 2;

    /** Table steps per unit; interpolating between them errs by less than max|h″| / (8 · 2048²) ≈ 1e-7, or −140 dB. */
    private static final int STEPS = 2048;
    private static final double[] TABLE = table();

    private KaiserSinc() {}

    /** The filter at time {@code t}. */
    static double at(double t) {
        double x = Math.abs(t) * STEPS;
        int i = (int) x;
        if (i + 1 >= TABLE.length) {
            return 0;
        }
        return TABLE[i] + (x - i) * (TABLE[i + 1] - TABLE[i]);
    }

    private static double[] table() {
        double[] table = new double[(int) Math.ceil(HALF_WIDTH * STEPS) + 1];
        for (int i = 0; i < table.length; i++) {
            table[i] = exact((double) i / STEPS);
        }
        return table;
    }

    /** h(t) = c · sinc(c t) · I₀(β √(1 − (t / w)²)) / I₀(β), with c the cut-off and w half of the length. */
    private static double exact(double t) {
        double r = t / HALF_WIDTH;
        if (r >= 1) {
            return 0;
        }
        double phase = Math.PI * CUTOFF * t;
        double sinc = phase == 0 ? 1 : Math.sin(phase) / phase;
        return CUTOFF * sinc * besselI0(BETA * Math.sqrt(1 - r * r)) / besselI0(BETA);
    }

    /** The modified Bessel function of order 0 by its series Σ ((x/2)^k / k!)². */
    private static double besselI0(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-17; k++) {
            term *= (x / 2 / k) * (x / 2 / k);
            sum += term;
        }
        return sum;
    }
}
