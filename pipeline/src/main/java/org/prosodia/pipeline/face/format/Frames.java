package org.prosodia.pipeline.face.format;

import java.nio.file.Path;
import java.util.Arrays;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;

/** The frames of a file that is being read; how many there will be is known at its end. */
final class Frames {
    private static final int FIRST = 256;

    private final Path file;
    private final Channels channels;
    private float[] values = new float[FIRST * Blendshape.COUNT];
    private int count;

    Frames(Path file, Channels channels) {
        this.file = file;
        this.channels = channels;
    }

    int count() {
        return count;
    }

    /** @param row [52] in the file's order */
    void add(float[] row) throws BlendshapeFormatException {
        int at = count * Blendshape.COUNT;
        if (at == values.length) {
            if (at > Integer.MAX_VALUE / 2) {
                throw new BlendshapeFormatException(file, "frames", "at most " + count, "more");
            }
            values = Arrays.copyOf(values, 2 * at);
        }
        channels.copy(row, values, at);
        count++;
    }

    BlendshapeCurve curve(double fps) throws BlendshapeFormatException {
        try {
            return new BlendshapeCurve(fps, Arrays.copyOf(values, count * Blendshape.COUNT));
        } catch (IllegalArgumentException e) {
            throw new BlendshapeFormatException(file, e.getMessage(), e);
        }
    }
}
