package org.prosodia.pipeline.face.extraction;

import java.util.List;
import java.util.Map;
import org.prosodia.nn.Adam;
import org.prosodia.nn.ParameterGroup;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.DifferentiableAnimator;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.Workspace;

/**
 * Equation (8) for animators that are not linear, by gradient descent: {@code e_t = softmax(z_t)} is on the simplex whatever z is, and Adam
 * lowers {@code Σ_t ‖A(audio, e)_t − g_t‖²} over z from equal shares on. It finds a minimum near there, not always the least of all; where
 * the animator is linear {@link EmotionExtractor} is exact and faster.
 *
 * @param emotions names of the K shares
 * @param steps of Adam, at least 1; the learning rate falls linearly to 0
 */
public record GradientExtractor(DifferentiableAnimator animator, List<String> emotions, int steps) {
    /** Enough for shares to be right to about a hundredth. */
    public static final int DEFAULT_STEPS = 400;

    private static final double LEARNING_RATE = 0.2;

    /** Checks the steps. */
    public GradientExtractor {
        emotions = List.copyOf(emotions);
        if (steps < 1) {
            throw new IllegalArgumentException("steps: expected 1 or more, found " + steps);
        }
    }

    /** Solves equation (8); the parameters are those of {@link EmotionExtractor#extract}. */
    public ExtractedEmotions extract(String audio, float[] samples, BlendshapeCurve recording) {
        int frames = recording.frameCount();
        try (TensorRuntime runtime = TensorRuntime.create()) {
            Tensor recorded = runtime.tensor(recording.values(), frames, Blendshape.COUNT);
            Tensor z = runtime.tensor(new float[frames * emotions.size()], frames, emotions.size()).requireGrad();
            Adam adam = new Adam(List.of(new ParameterGroup("shares", Map.of("z", z), LEARNING_RATE, 0)), Adam.Config.adam());
            Workspace workspace = new Workspace(runtime);
            for (int step = 0; step < steps; step++) {
                try (GradScope _ = workspace.open()) {
                    Tensor difference = animator.faces(samples, recording.fps(), emotions, z.softmax()).sub(recorded);
                    difference.mul(difference).sum().backward();
                    adam.step(1 - (double) step / steps);
                    adam.zeroGrad();
                }
            }
            try (GradScope _ = runtime.noGrad()) {
                Tensor shares = z.softmax();
                float[] face = animator.faces(samples, recording.fps(), emotions, shares).toFloats();
                return ExtractedEmotions.of(audio, samples, recording, emotions, shares.toFloats(), face,
                        animator.randomChannels());
            }
        }
    }
}
