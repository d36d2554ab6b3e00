package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.Workers;

/** The update of {@link AdamStep}, in one pass over the parameter. */
final class AdamF32 {
    private AdamF32() {}

    static void step(Workers workers, AdamStep step, float[] parameter, float[] gradient, float[] m, float[] v) {
        double l2 = step.decoupled() ? 0 : step.weightDecay();
        double shrink = step.decoupled() ? 1 - step.lr() * step.weightDecay() : 1;
        double size = step.stepSize();
        double correction = step.biasCorrection2Sqrt();
        workers.range(parameter.length, ElementwiseF32.GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                double g = gradient[i] + l2 * parameter[i];
                m[i] = (float) (step.beta1() * m[i] + (1 - step.beta1()) * g);
                v[i] = (float) (step.beta2() * v[i] + (1 - step.beta2()) * g * g);
                double denominator = Math.sqrt(v[i]) / correction + step.eps();
                parameter[i] = (float) (shrink * parameter[i] - size * m[i] / denominator);
            }
        });
    }
}
