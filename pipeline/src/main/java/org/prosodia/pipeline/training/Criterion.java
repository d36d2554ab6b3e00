package org.prosodia.pipeline.training;

import java.util.Arrays;
import org.prosodia.dirichlet.CrossEntropyLoss;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.DirichletLoss;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.tensor.Tensor;

/** What logits cost, given the mixtures that they should have said. */
public sealed interface Criterion {
    /**
     * @param logits [..., K]
     * @param targets [..., K] row-major, each row on the simplex (inside of it for the Dirichlet likelihood)
     * @return [...], one loss a row
     */
    Tensor losses(Tensor logits, double[] targets);

    /** @throws IllegalArgumentException for a target [K] that has no finite loss */
    void requireTarget(double[] target);

    /** The criterion that a model's outputs are made for. */
    static Criterion of(ModelDescriptor descriptor) {
        return descriptor.likelihood().<Criterion>map(Dirichlet::new).orElseGet(CrossEntropy::new);
    }

    /** −log Dir(y; α), equation (5). */
    record Dirichlet(DirichletLikelihood likelihood) implements Criterion {
        @Override
        public Tensor losses(Tensor logits, double[] targets) {
            return DirichletLoss.negativeLogLikelihood(logits, targets, likelihood);
        }

        @Override
        public void requireTarget(double[] target) {
            if (Arrays.stream(target).anyMatch(share -> share == 0)) {
                throw new IllegalArgumentException("expected positive shares, for the Dirichlet density is 0 or infinite at the simplex'"
                        + " edge, found " + Arrays.toString(target) + "; smooth the targets");
            }
        }
    }

    /** −Σ y log softmax(z), the ablation. */
    record CrossEntropy() implements Criterion {
        @Override
        public Tensor losses(Tensor logits, double[] targets) {
            return CrossEntropyLoss.crossEntropy(logits, targets);
        }

        @Override
        public void requireTarget(double[] target) {}
    }
}
