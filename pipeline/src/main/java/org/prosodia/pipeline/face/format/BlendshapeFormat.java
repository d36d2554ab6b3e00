package org.prosodia.pipeline.face.format;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.prosodia.pipeline.face.BlendshapeCurve;

/** The file formats of a blendshape curve. Numbers are the shortest decimals that read back as the same float. */
public enum BlendshapeFormat {
    /** {@code prosodia.blendshapes/1}. */
    JSON {
        @Override
        public void write(BlendshapeCurve curve, Writer out) throws IOException {
            BlendshapeJson.write(curve, out);
        }
    },
    /** A column of seconds and one for each channel, a row for each frame. */
    CSV {
        @Override
        public void write(BlendshapeCurve curve, Writer out) throws IOException {
            BlendshapeCsv.write(curve, out);
        }
    };

    /** Writes the curve and flushes; closing {@code out} is the caller's. */
    public abstract void write(BlendshapeCurve curve, Writer out) throws IOException;

    /** The format of a file by its name: {@link #CSV} when it ends in .csv, else {@link #JSON}. */
    public static BlendshapeFormat ofFile(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : JSON;
    }

    /**
     * Reads a curve, in the format that the file's name says; its channels may be in any order.
     *
     * @throws BlendshapeFormatException when it is none: channels are missing, unknown or twice there, a number is none or not within
     *     [0, 1], frames are not at a constant rate from 0 s on
     */
    public static BlendshapeCurve read(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new BlendshapeFormatException(file, "expected a file of blendshapes, found something else", null);
        }
        return ofFile(file) == CSV ? BlendshapeCsv.read(file) : BlendshapeJson.read(file);
    }
}
