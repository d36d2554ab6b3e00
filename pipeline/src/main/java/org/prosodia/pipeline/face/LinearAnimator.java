package org.prosodia.pipeline.face;

import java.util.List;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * An animator whose emotions only add: with b_t [52] from the audio alone, a matrix M [52, K] and the mixture e_t [K],
 *
 * <pre>
 * A(audio, e)_t = clamp(b_t + M e_t, 0, 1)
 * </pre>
 *
 * <p>It is linear in e, but for b_t, wherever the clamp has nothing to do; that is what makes equation (8) a least squares problem.
 */
public interface LinearAnimator extends Animator {
    /**
     * b: the face that speaks without emotion.
     *
     * @param samples mono at 16 kHz; silence follows
     * @param frames T, at least 1
     * @param fps frames per second
     */
    BlendshapeCurve rest(float[] samples, int frames, double fps);

    /**
     * M [52, K], row-major: what each emotion adds to the channels when it is all there is.
     *
     * @throws IllegalArgumentException for an emotion that the animator has no face for
     */
    double[] response(List<String> emotions);

    @Override
    default BlendshapeCurve animate(float[] samples, Timeline emotions, double fps) {
        if (!emotions.isMixture()) {
            throw new IllegalArgumentException("timeline: expected mixtures of emotions, found the dimensions " + emotions.emotions());
        }
        double[] response = response(emotions.emotions());
        BlendshapeCurve rest = rest(samples, BlendshapeCurve.frameCount(samples.length, fps), fps);
        return blend(rest, response, emotions.interpolate(rest.times()).values());
    }

    /**
     * {@code clamp(b_t + M e_t, 0, 1)} for every frame.
     *
     * @param rest b, T frames
     * @param response M [52, K] row-major
     * @param mixtures e [T, K] row-major
     */
    static BlendshapeCurve blend(BlendshapeCurve rest, double[] response, float[] mixtures) {
        int k = response.length / Blendshape.COUNT;
        float[] face = rest.values();
        for (int i = 0; i < face.length; i++) {
            double sum = face[i];
            int row = i % Blendshape.COUNT * k;
            int frame = i / Blendshape.COUNT * k;
            for (int j = 0; j < k; j++) {
                sum += response[row + j] * mixtures[frame + j];
            }
            face[i] = (float) Math.clamp(sum, 0, 1);
        }
        return new BlendshapeCurve(rest.fps(), face);
    }
}
