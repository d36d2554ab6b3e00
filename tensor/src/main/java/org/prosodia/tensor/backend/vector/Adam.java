package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.AdamStep;

/** The update of {@link AdamStep} on [from, to), in one pass over the parameter. */
final class Adam {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private Adam() {}

    static void step(AdamStep step, float[] parameter, float[] gradient, float[] m, float[] v, int from, int to) {
        float l2 = (float) (step.decoupled() ? 0 : step.weightDecay());
        float shrink = (float) (step.decoupled() ? 1 - step.lr() * step.weightDecay() : 1);
        float beta1 = (float) step.beta1();
        float beta2 = (float) step.beta2();
        float oneMinusBeta1 = (float) (1 - step.beta1());
        float oneMinusBeta2 = (float) (1 - step.beta2());
        float size = (float) -step.stepSize();
        float correction = (float) (1 / step.biasCorrection2Sqrt());
        float eps = (float) step.eps();
        FloatVector decay = FloatVector.broadcast(S, l2);
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector p = FloatVector.fromArray(S, parameter, i);
            FloatVector g = p.fma(decay, FloatVector.fromArray(S, gradient, i));
            FloatVector first = FloatVector.fromArray(S, m, i).mul(beta1).add(g.mul(oneMinusBeta1));
            FloatVector second = FloatVector.fromArray(S, v, i).mul(beta2).add(g.mul(g).mul(oneMinusBeta2));
            first.intoArray(m, i);
            second.intoArray(v, i);
            FloatVector update = first.mul(size).div(second.sqrt().mul(correction).add(eps));
            p.mul(shrink).add(update).intoArray(parameter, i);
        }
        for (; i < to; i++) {
            float g = Math.fma(parameter[i], l2, gradient[i]);
            m[i] = m[i] * beta1 + g * oneMinusBeta1;
            v[i] = v[i] * beta2 + g * g * oneMinusBeta2;
            float update = m[i] * size / ((float) Math.sqrt(v[i]) * correction + eps);
            parameter[i] = parameter[i] * shrink + update;
        }
    }
}
