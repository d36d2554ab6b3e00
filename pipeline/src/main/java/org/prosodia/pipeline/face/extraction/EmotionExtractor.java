package org.prosodia.pipeline.face.extraction;

import java.util.List;
import org.prosodia.pipeline.face.BlendshapeCurve;
import org.prosodia.pipeline.face.LinearAnimator;

/**
 * Finds the emotions that best explain a recorded face g under a frozen animator, equation (8), as mixtures, with neighbours alike if that
 * is wanted:
 *
 * <pre>
 * e* = argmin_e Σ_t ‖A(audio, e)_t − g_t‖² + w Σ_t ‖e_(t+1) − e_t‖²   with e_t,k ≥ 0, Σ_k e_t,k = 1
 * w  = h (τ · fps)²                                                     h: the mean of the diagonal of Mᵀ M
 * </pre>
 *
 * <p>The simplex bounds the solution, and makes neutral, which moves nothing, what the others leave. With τ = 0 every frame is solved by
 * itself and exactly; else a sudden change is seen as one that takes about τ seconds on either side.
 *
 * @param animator A(audio, e) = clamp(b + M e, 0, 1)
 * @param emotions names of the K shares
 * @param smoothing τ, seconds, 0 for none, at most {@value #SMOOTHEST}
 */
public record EmotionExtractor(LinearAnimator animator, List<String> emotions, double smoothing) {
    /** The longest smoothing, seconds. */
    public static final double SMOOTHEST = 10;

    /** Checks the smoothing. */
    public EmotionExtractor {
        emotions = List.copyOf(emotions);
        if (!(smoothing >= 0 && smoothing <= SMOOTHEST)) {
            throw new IllegalArgumentException("smoothing: expected 0 to " + SMOOTHEST + " seconds, found " + smoothing);
        }
    }

    /**
     * Solves equation (8).
     *
     * @param audio name of the audio
     * @param samples what is said, mono at 16 kHz
     * @param recording the face that says it, from the first sample on
     */
    public ExtractedEmotions extract(String audio, float[] samples, BlendshapeCurve recording) {
        BlendshapeCurve rest = animator.rest(samples, recording.frameCount(), recording.fps());
        double[] response = animator.response(emotions);
        LeastSquares problem = new LeastSquares(rest.values(), response, recording.values());
        float[] shares = problem.solve(smoothing * recording.fps());
        float[] face = LinearAnimator.blend(rest, response, shares).values();
        return ExtractedEmotions.of(audio, samples, recording, emotions, shares, face, animator.randomChannels());
    }
}
