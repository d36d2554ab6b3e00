package org.prosodia.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.CandidateSet;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;

/** Candidates to compare, with hums for audio. */
public final class Material {
    public static final List<String> EMOTIONS = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");
    private static final int SAMPLE_RATE = FrameTimes.SAMPLE_RATE;

    private Material() {}

    /**
     * Writes {@code candidates.jsonl} with all that it names.
     *
     * @param candidates of each clip; the k-th is mostly the k-th emotion
     * @param frames of 20 ms that each clip lasts
     */
    public static CandidateFile write(Path folder, int clips, int candidates, int frames) throws IOException {
        CandidateFile file = new CandidateFile(folder.resolve("candidates.jsonl"));
        List<CandidateSet> sets = new ArrayList<>();
        for (int c = 0; c < clips; c++) {
            String id = "clip" + c;
            Path audio = folder.resolve(id + ".wav");
            WavWriter.writePcm16(audio, hum(frames, 100 + 20 * (c % 10)));
            List<CandidateSet.Candidate> listed = new ArrayList<>();
            for (int k = 0; k < candidates; k++) {
                String name = "candidates/" + id + "/" + k + ".json";
                Files.createDirectories(folder.resolve(name).getParent());
                new JsonTimelineWriter().write(timeline(id, frames, k, c), new float[0], folder.resolve(name));
                listed.add(new CandidateSet.Candidate(name, new Window(1, 0.5 + k)));
            }
            sets.add(new CandidateSet(id, id + ".wav", "stage1", listed));
        }
        file.write(sets);
        return file;
    }

    /** An emotion that comes and goes; different for each k and, a little, for each c. */
    public static Timeline timeline(String audio, int frames, int k, int c) {
        float[] mean = new float[frames * EMOTIONS.size()];
        for (int t = 0; t < frames; t++) {
            double strength = 0.4 + 0.5 * Math.sin(Math.PI * t / frames) - 0.001 * (c % 97);
            for (int e = 0; e < EMOTIONS.size(); e++) {
                mean[t * EMOTIONS.size() + e] = (float) (e == k % EMOTIONS.size() ? strength : (1 - strength) / (EMOTIONS.size() - 1));
            }
        }
        return Timeline.ofMeans(audio, seconds(frames), EMOTIONS, FrameTimes.centres(frames), mean);
    }

    private static double seconds(int frames) {
        return (double) samples(frames) / SAMPLE_RATE;
    }

    private static int samples(int frames) {
        return (frames - 1) * FrameTimes.STRIDE + FrameTimes.RECEPTIVE_FIELD;
    }

    /** A voice-like buzz that swells four times a second. */
    public static AudioClip hum(int frames, double hertz) {
        float[] samples = new float[samples(frames)];
        for (int i = 0; i < samples.length; i++) {
            double t = (double) i / SAMPLE_RATE;
            double swell = 0.5 - 0.5 * Math.cos(2 * Math.PI * 4 * t);
            double buzz = 0;
            for (int h = 1; h <= 12; h++) {
                buzz += Math.sin(2 * Math.PI * hertz * h * t) / h;
            }
            samples[i] = (float) (0.2 * swell * buzz);
        }
        return new AudioClip(samples, SAMPLE_RATE);
    }
}
