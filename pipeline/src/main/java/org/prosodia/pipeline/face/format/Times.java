package org.prosodia.pipeline.face.format;

import java.nio.file.Path;
import java.util.Arrays;

/** The times of a file's frames, of which the frame rate is made. */
final class Times {
    private static final int FIRST = 256;
    private static final double DECIMALS = 1e6;
    /** Times may be off by so much of a frame: programs write them with as few as two decimals. */
    private static final double JITTER = 0.5;

    private final Path file;
    private double[] seconds = new double[FIRST];
    private int count;

    Times(Path file) {
        this.file = file;
    }

    void add(double time, String place) throws BlendshapeFormatException {
        if (count > 0 && time <= seconds[count - 1]) {
            throw new BlendshapeFormatException(file, place + ", time", "one after " + seconds[count - 1] + " s", time + " s");
        }
        if (count == seconds.length) {
            seconds = Arrays.copyOf(seconds, Math.multiplyExact(count, 2));
        }
        seconds[count++] = time;
    }

    /** Frames per second. */
    double rate() throws BlendshapeFormatException {
        if (count < 2) {
            throw new BlendshapeFormatException(file, "frames", "at least two, as their times tell the frame rate",
                    Integer.toString(count));
        }
        double spacing = (seconds[count - 1] - seconds[0]) / (count - 1);
        for (int t = 0; t < count; t++) {
            if (Math.abs(seconds[t] - t * spacing) > JITTER * spacing) {
                throw new BlendshapeFormatException(file, "time of frame " + t, "a constant frame rate from 0 s on, here "
                        + t * spacing + " s", seconds[t] + " s");
            }
        }
        return Math.rint(DECIMALS / spacing) / DECIMALS;
    }
}
