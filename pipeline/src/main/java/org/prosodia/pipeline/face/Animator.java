package org.prosodia.pipeline.face;

import java.util.Set;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * Moves a face to speech and its emotions: {@code A(audio, e)} of equation (8). Implementations are deterministic and hold no state between
 * calls. The paper's (Audio2Face) is closed; {@link FaceAnimator} is ours.
 */
public interface Animator {
    /**
     * The face that speaks.
     *
     * @param samples mono at 16 kHz, at least one
     * @param emotions mixtures over time, interpolated linearly to the frames and constant beyond the ends
     * @param fps frames per second
     * @return as many frames as the audio lasts
     * @throws IllegalArgumentException for a timeline of no mixtures, or of an emotion that the animator has no face for
     */
    BlendshapeCurve animate(float[] samples, Timeline emotions, double fps);

    /**
     * Channels that neither the audio nor any emotion moves, but chance, such as blinks. What a recording does there is its own affair, and
     * no residual of equation (8).
     */
    default Set<Blendshape> randomChannels() {
        return Set.of();
    }
}
