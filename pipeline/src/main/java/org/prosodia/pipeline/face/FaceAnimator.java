package org.prosodia.pipeline.face;

import java.util.List;
import java.util.Set;

/**
 * Our animator: lips that follow the audio, blinks at seeded random moments, and the blend of the emotions' expressions
 * ({@link EmotionExpressions}) in the shares of the mixture, neutral adding nothing.
 *
 * <p>The strongest that speech does to a channel and the strongest that an emotion does to it sum to 1 at most, so up to intensity 1
 * nothing is ever clamped and the face is linear in the mixture. Above, strong emotions reach the ends of some channels.
 *
 * @param intensity of the expressions, 0 (a face that only speaks) to {@value #STRONGEST}
 * @param seed decides when the eyes blink
 */
public record FaceAnimator(double intensity, long seed) implements LinearAnimator {
    /** The most that expressions are exaggerated. */
    public static final double STRONGEST = 2;
    /** Expressions as they are listed, and the first seed. */
    public static final FaceAnimator DEFAULT = new FaceAnimator(1, 1);

    /** Checks the intensity. */
    public FaceAnimator {
        if (!(intensity >= 0 && intensity <= STRONGEST)) {
            throw new IllegalArgumentException("intensity: expected 0 to " + STRONGEST + ", found " + intensity);
        }
    }

    @Override
    public BlendshapeCurve rest(float[] samples, int frames, double fps) {
        double[] faces = new double[Math.multiplyExact(frames, Blendshape.COUNT)];
        Mouth.addTo(faces, samples, fps);
        Blinks.addTo(faces, fps, seed);
        float[] values = new float[faces.length];
        for (int i = 0; i < faces.length; i++) {
            values[i] = (float) Math.clamp(faces[i], 0, 1);
        }
        return new BlendshapeCurve(fps, values);
    }

    /** The lids: no emotion closes them, and when they blink the seed decides. */
    @Override
    public Set<Blendshape> randomChannels() {
        return Set.copyOf(ActionUnit.BLINK.channels());
    }

    @Override
    public double[] response(List<String> emotions) {
        int k = emotions.size();
        double[] response = new double[Blendshape.COUNT * k];
        for (int j = 0; j < k; j++) {
            double[] face = new double[Blendshape.COUNT];
            EmotionExpressions.of(emotions.get(j)).addTo(face, 0, intensity);
            for (int c = 0; c < face.length; c++) {
                response[c * k + j] = face[c];
            }
        }
        return response;
    }
}
