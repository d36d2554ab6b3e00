// ./prosodia run docs/examples/Faces.java
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.face.*;
import org.prosodia.pipeline.face.extraction.EmotionExtractor;
import org.prosodia.pipeline.synth.*;
import org.prosodia.pipeline.timeline.Timeline;

final double SECONDS = 30;
final List<String> EMOTIONS = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");

/** From one random mixture to another every half second, uniform on the simplex. */
Timeline emotions(Random random) {
    double[] times = new double[(int) (2 * SECONDS) + 1];
    float[] shares = new float[times.length * EMOTIONS.size()];
    for (int t = 0; t < times.length; t++) {
        times[t] = t / 2.0;
        double[] draws = DoubleStream.generate(() -> -Math.log(1 - random.nextDouble())).limit(EMOTIONS.size()).toArray();
        for (int k = 0; k < draws.length; k++) {
            shares[t * draws.length + k] = (float) (draws[k] / Arrays.stream(draws).sum());
        }
    }
    return Timeline.ofMeans("speech", SECONDS, EMOTIONS, times, shares);
}

/** Gaussian noise on all channels, back within bounds. */
BlendshapeCurve noisy(BlendshapeCurve curve, double deviation, Random random) {
    float[] values = curve.values();
    for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.clamp(values[i] + deviation * random.nextGaussian(), 0.0, 1.0);
    }
    return new BlendshapeCurve(curve.fps(), values);
}

void main() {
    float[] speech = SpeechSynthesizer.synthesize(ProsodyCurve.constant(Prosody.NEUTRAL), Voice.LOW, SECONDS, 1);
    Timeline truth = emotions(new Random(1));
    BlendshapeCurve rendered = FaceAnimator.DEFAULT.animate(speech, truth, 60);
    Timeline expected = truth.interpolate(rendered.times());
    IO.println(rendered);
    IO.println("noise    residual   MAE: no smoothing     0.02 s     0.05 s     0.10 s");
    for (double noise : new double[] {0, 0.01, 0.02, 0.05, 0.1}) {
        BlendshapeCurve recording = noisy(rendered, noise, new Random(2));
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%.2f", noise));
        for (double smoothing : new double[] {0, 0.02, 0.05, 0.1}) {
            var found = new EmotionExtractor(FaceAnimator.DEFAULT, EMOTIONS, smoothing).extract("speech", speech, recording);
            line.append(smoothing > 0 ? "" : String.format(Locale.ROOT, "%15.4f%12s", found.meanResidual(), ""));
            line.append(String.format(Locale.ROOT, "%11.4f", SequenceError.of(found.timeline(), expected).mae()));
        }
        IO.println(line);
    }
}
