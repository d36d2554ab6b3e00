package org.prosodia.pipeline.splice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.pipeline.corpus.ManifestEntry;

/** Joins the samples of clips. */
final class Joint {
    /** Of the sum of two clips that fade; nothing is clipped. */
    private static final float HIGHEST_PEAK = 0.99f;

    private Joint() {}

    /** A clip, trimmed and at its level, at 16 kHz. */
    record Part(ManifestEntry clip, float[] samples) {}

    /**
     * @param crossFade samples, shortened to half of the shorter of two neighbours: no more than two clips are ever heard at once
     */
    static SplicedClip of(String id, String speaker, List<Part> parts, int crossFade) {
        List<Segment> segments = new ArrayList<>();
        int start = 0;
        int fadeIn = 0;
        for (int p = 0; p < parts.size(); p++) {
            int length = parts.get(p).samples.length;
            int fadeOut = p == parts.size() - 1 ? 0 : Math.min(crossFade, Math.min(length, parts.get(p + 1).samples.length) / 2);
            List<Double> mixture = Arrays.stream(parts.get(p).clip.votes().orElseThrow().mixture()).boxed().toList();
            segments.add(new Segment(parts.get(p).clip.id(), mixture, start, start + length, fadeIn, fadeOut));
            start += length - fadeOut;
            fadeIn = fadeOut;
        }
        return new SplicedClip(id, speaker, mixed(parts, segments), segments);
    }

    private static float[] mixed(List<Part> parts, List<Segment> segments) {
        float[] mixed = new float[segments.getLast().end()];
        for (int p = 0; p < parts.size(); p++) {
            Segment segment = segments.get(p);
            for (int i = segment.start(); i < segment.end(); i++) {
                mixed[i] += (float) (segment.gain(i) * parts.get(p).samples[i - segment.start()]);
            }
        }
        float peak = 0;
        for (float sample : mixed) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak > HIGHEST_PEAK) {
            for (int i = 0; i < mixed.length; i++) {
                mixed[i] *= HIGHEST_PEAK / peak;
            }
        }
        return mixed;
    }
}
