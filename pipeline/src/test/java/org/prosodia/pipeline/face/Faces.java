package org.prosodia.pipeline.face;

import java.util.Random;
import org.prosodia.pipeline.synth.Prosody;
import org.prosodia.pipeline.synth.ProsodyCurve;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.synth.Voice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

/** Speech and emotions that tests of faces use. */
public final class Faces {
    private Faces() {}

    /** Speech-like sound. */
    public static float[] speech(double seconds) {
        return SpeechSynthesizer.synthesize(ProsodyCurve.constant(Prosody.NEUTRAL), Voice.LOW, seconds, 7);
    }

    /** Six emotions that go linearly from one random mixture to another every half second; every third is one emotion alone. */
    public static Timeline emotions(double seconds, long seed) {
        Random random = new Random(seed);
        int k = Timelines.SIX.size();
        double[] times = new double[(int) (2 * seconds) + 1];
        float[] mean = new float[times.length * k];
        for (int t = 0; t < times.length; t++) {
            times[t] = t / 2.0;
            double[] mixture = new double[k];
            double sum = 0;
            for (int i = 0; i < k; i++) {
                mixture[i] = t % 3 == 0 ? (t / 3 % k == i ? 1 : 0) : -Math.log(1 - random.nextDouble());
                sum += mixture[i];
            }
            for (int i = 0; i < k; i++) {
                mean[t * k + i] = (float) (mixture[i] / sum);
            }
        }
        return Timeline.ofMeans("speech.wav", seconds, Timelines.SIX, times, mean);
    }

    /** One mixture throughout, of the six emotions. */
    public static Timeline constant(double seconds, float... mixture) {
        return Timeline.ofMeans("speech.wav", seconds, Timelines.SIX, new double[] {0}, mixture);
    }
}
