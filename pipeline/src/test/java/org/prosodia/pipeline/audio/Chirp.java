package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sound that all encoded test resources hold. */
final class Chirp {
    private Chirp() {
    }

    static double at(int i, int sampleRate, int channel) {
        double t = (double) i / sampleRate;
        return 0.5 * Math.sin(2 * Math.PI * ((300 + 100 * channel) * t + 1500 * t * t));
    }

    /** The mean of all channels. */
    static double mono(int i, int sampleRate, int channels) {
        double sum = 0;
        for (int c = 0; c < channels; c++) {
            sum += at(i, sampleRate, c);
        }
        return sum / channels;
    }

    /** The mean of all channels as integers of {@code bits} bits. */
    static double quantised(int i, int sampleRate, int channels, int bits) {
        double sum = 0;
        double scale = Math.scalb(1.0, bits - 1);
        for (int c = 0; c < channels; c++) {
            sum += Math.floor(at(i, sampleRate, c) * scale + 0.5) / scale;
        }
        return sum / channels;
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = Chirp.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    /** A copy of a test resource as a file within {@code directory}. */
    static Path file(Path directory, String resource) throws IOException {
        return Files.write(directory.resolve(resource), resource(resource));
    }
}
