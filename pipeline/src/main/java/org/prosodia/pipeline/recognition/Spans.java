package org.prosodia.pipeline.recognition;

import java.util.ArrayList;
import java.util.List;

/** How long audio is cut. */
public final class Spans {
    private Spans() {}

    /**
     * A chunk of frames to compute and the part of them to keep.
     *
     * @param from first frame computed; @param to end of the frames computed
     * @param keepFrom first frame kept; @param keepTo end of the frames kept
     */
    record Chunk(int from, int to, int keepFrom, int keepTo) {}

    /**
     * Chunks of at most {@code size} frames over {@code frames} of them, each kept frame at least {@code overlap} frames away from a
     * cut. One chunk when everything fits.
     */
    static List<Chunk> chunks(int frames, int size, int overlap) {
        if (frames <= size) {
            return List.of(new Chunk(0, frames, 0, frames));
        }
        int step = Math.max(1, size - 2 * overlap);
        List<Chunk> chunks = new ArrayList<>();
        for (int keep = 0; keep < frames; ) {
            int from = Math.max(0, keep - overlap);
            int to = Math.min(frames, from + size);
            int keepTo = to == frames ? frames : to - overlap;
            chunks.add(new Chunk(from, to, keep, Math.max(keepTo, keep + Math.min(step, frames - keep))));
            keep = chunks.getLast().keepTo;
        }
        return chunks;
    }

    /** Starts of windows of {@code length} every {@code stride} samples; the last window ends with the audio. */
    public static int[] windows(int samples, int length, int stride) {
        if (samples <= length) {
            return new int[] {0};
        }
        List<Integer> starts = new ArrayList<>();
        int start = 0;
        for (; start + length < samples; start = Math.addExact(start, stride)) {
            starts.add(start);
        }
        starts.add(samples - length);
        return starts.stream().mapToInt(Integer::intValue).distinct().toArray();
    }
}
