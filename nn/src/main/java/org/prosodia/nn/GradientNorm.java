package org.prosodia.nn;

import java.util.Collection;
import org.prosodia.tensor.Tensor;

/** The global norm of gradients, ‖g‖ = √Σ g² over the elements of all parameters, summed in double precision. */
public final class GradientNorm {
    /** As in PyTorch: keeps the quotient from 0/0. */
    private static final double EPS = 1e-6;

    private GradientNorm() {}

    /** ‖g‖; parameters without a gradient add nothing. */
    public static double of(Collection<Tensor> parameters) {
        double sum = 0;
        for (Tensor parameter : parameters) {
            sum += parameter.grad() == null ? 0 : parameter.grad().squaredNorm();
        }
        return Math.sqrt(sum);
    }

    /**
     * g ← g · max / (‖g‖ + 1e-6) where that is smaller (Pascanu et al., 2013; {@code torch.nn.utils.clip_grad_norm_}). Gradients whose norm
     * is not finite are left as they are, for the caller to see.
     *
     * @param max the norm allowed, above 0; infinite to only measure
     * @return ‖g‖ before
     */
    public static double clip(Collection<Tensor> parameters, double max) {
        if (!(max > 0)) {
            throw new IllegalArgumentException("the greatest norm of gradients must be above 0 but is " + max);
        }
        double norm = of(parameters);
        double factor = max / (norm + EPS);
        if (Double.isFinite(norm) && factor < 1) {
            parameters.stream().map(Tensor::grad).filter(grad -> grad != null).forEach(grad -> grad.scaleInPlace(factor));
        }
        return norm;
    }
}
