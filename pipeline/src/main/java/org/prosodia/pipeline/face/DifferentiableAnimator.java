package org.prosodia.pipeline.face;

import java.util.List;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** An animator made of tensors, such as a network: linear or not, equation (8) can follow its gradient. */
public interface DifferentiableAnimator extends Animator {
    /**
     * The face of every frame, recorded for autodiff.
     *
     * @param samples mono at 16 kHz; silence follows
     * @param fps frames per second
     * @param emotions names of the K shares
     * @param mixtures e [T, K]
     * @return [T, 52], differentiable in {@code mixtures}
     */
    Tensor faces(float[] samples, double fps, List<String> emotions, Tensor mixtures);

    @Override
    default BlendshapeCurve animate(float[] samples, Timeline emotions, double fps) {
        if (!emotions.isMixture()) {
            throw new IllegalArgumentException("timeline: expected mixtures of emotions, found the dimensions " + emotions.emotions());
        }
        double[] times = new double[BlendshapeCurve.frameCount(samples.length, fps)];
        for (int t = 0; t < times.length; t++) {
            times[t] = t / fps;
        }
        float[] mixtures = emotions.interpolate(times).values();
        try (TensorRuntime runtime = TensorRuntime.create(); var _ = runtime.noGrad()) {
            Tensor e = runtime.tensor(mixtures, times.length, emotions.emotions().size());
            return new BlendshapeCurve(fps, faces(samples, fps, emotions.emotions(), e).clamp(0, 1).toFloats());
        }
    }
}
