package org.prosodia.pipeline.synth;

/** Klatt's digital resonator (1980, eq. 1): {@code y_n = A x_n + B y_(n−1) + C y_(n−2)}, gain 1 at 0 Hz. */
final class Resonator {
    private double a = 1;
    private double b;
    private double c;
    private double y1;
    private double y2;

    /** Sets centre frequency and bandwidth in Hz: {@code C = −e^(−2π·bw/fs), B = 2 e^(−π·bw/fs) cos(2π f/fs), A = 1 − B − C}. */
    void tune(double frequency, double bandwidth) {
        double radius = StrictMath.exp(-Math.PI * bandwidth / SpeechSynthesizer.SAMPLE_RATE);
        c = -radius * radius;
        b = 2 * radius * StrictMath.cos(2 * Math.PI * frequency / SpeechSynthesizer.SAMPLE_RATE);
        a = 1 - b - c;
    }

    double next(double x) {
        double y = a * x + b * y1 + c * y2;
        y2 = y1;
        y1 = y;
        return y;
    }
}
