package org.prosodia.pipeline.recognition;

import org.prosodia.pipeline.timeline.Window;

/**
 * How to listen.
 *
 * @param window of models that answer for a whole clip: what they hear at a time, and how often
 * @param curve what becomes of the answers of such a model
 * @param chunk seconds of audio in memory at a time; longer audio is cut
 * @param overlap seconds heard beyond both sides of what is kept of a chunk
 */
public record RecognitionOptions(Window window, WindowCurve curve, double chunk, double overlap) {
    /** The method's window (1.4 s every 1.0 s), and chunks of 30 s with 2.5 s of overlap. */
    public static final RecognitionOptions DEFAULT = new RecognitionOptions(new Window(1.4, 1.0), WindowCurve.INTERPOLATED, 30, 2.5);

    public RecognitionOptions {
        if (!(chunk >= 1 && overlap >= 0 && 2 * overlap < chunk && chunk <= 3600)) {
            throw new IllegalArgumentException("chunk and overlap: expected a chunk of 1 to 3600 s, longer than two overlaps, found "
                    + chunk + " s and " + overlap + " s");
        }
    }

    /** These with another window. */
    public RecognitionOptions withWindow(Window other) {
        return new RecognitionOptions(other, curve, chunk, overlap);
    }

    /** These with another curve. */
    public RecognitionOptions withCurve(WindowCurve other) {
        return new RecognitionOptions(window, other, chunk, overlap);
    }
}
