package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/**
 * Layer and group normalisation: y = x̂ γ + β, x̂ = (x − mean) / √(var + eps) with the biased variance.
 * With h = g γ and averages over the elements that share statistics: dx = rstd (h − avg h − x̂ avg(h x̂)), dγ = Σ g x̂, dβ = Σ g.
 */
public final class Normalize {
    private Normalize() {}

    /** Statistics over the last axis: x [..., C], γ and β [C]. */
    public static Tensor layerNorm(Tensor x, Tensor gamma, Tensor beta, double eps) {
        int n = channels("layerNorm", x, gamma, beta);
        int rows = n == 0 ? 0 : x.size() / n;
        Tensor y = x.resultLike();
        Tensor mean = x.runtime().empty(x.dtype(), rows);
        Tensor rstd = x.runtime().empty(x.dtype(), rows);
        x.kernels().layerNorm(x.memory(), gamma.memory(), beta.memory(), y.memory(), mean.memory(), rstd.memory(), rows, n, eps);
        int version = gamma.version() + beta.version();
        Tensor recorded = Autograd.record("layerNorm", y, g -> {
            Tensor dx = x.emptyLike();
            Tensor dGamma = gamma.zerosLike();
            Tensor dBeta = beta.zerosLike();
            x.kernels().layerNormGradient(x.memory(), gamma.memory(), mean.memory(), rstd.memory(), g.memory(), dx.memory(),
                    dGamma.memory(), dBeta.memory(), rows, n);
            return new Tensor[] {dx, dGamma, dBeta};
        }, x, gamma, beta);
        return recorded.recomputedBy(memory -> {
            if (gamma.version() + beta.version() != version) {
                throw new IllegalStateException("layerNorm: a forgotten result was used after the weight or the bias had changed");
            }
            x.kernels().layerNorm(x.memory(), gamma.memory(), beta.memory(), memory, mean.memory(), rstd.memory(), rows, n, eps);
        });
    }

    /** Statistics over time and the channels of each group: x [B, T, C] (channel-last), γ and β [C]. */
    public static Tensor groupNorm(Tensor x, Tensor gamma, Tensor beta, int groups, double eps) {
        int channels = channels("groupNorm", x, gamma, beta);
        if (x.rank() != 3 || groups < 1 || channels % groups != 0) {
            throw new ShapeException("groupNorm",
                    Arrays.toString(x.shape()) + " with " + groups + " groups: expected [B, T, C], groups dividing C");
        }
        int batch = x.dim(0);
        int time = x.dim(1);
        Tensor y = x.resultLike();
        Tensor mean = x.runtime().empty(x.dtype(), batch, groups);
        Tensor rstd = x.runtime().empty(x.dtype(), batch, groups);
        x.kernels().groupNorm(x.memory(), gamma.memory(), beta.memory(), y.memory(), mean.memory(), rstd.memory(), batch, time, channels,
                groups, eps);
        return Autograd.record("groupNorm", y, g -> {
            Tensor dx = x.emptyLike();
            Tensor dGamma = gamma.zerosLike();
            Tensor dBeta = beta.zerosLike();
            x.kernels().groupNormGradient(x.memory(), gamma.memory(), mean.memory(), rstd.memory(), g.memory(), dx.memory(),
                    dGamma.memory(), dBeta.memory(), batch, time, channels, groups);
            return new Tensor[] {dx, dGamma, dBeta};
        }, x, gamma, beta);
    }

    private static int channels(String op, Tensor x, Tensor gamma, Tensor beta) {
        x.requireSameKind(op, gamma);
        x.requireSameKind(op, beta);
        int n = x.rank() == 0 ? 1 : x.dim(-1);
        if (Shapes.size(gamma.shape()) != n || Shapes.size(beta.shape()) != n || x.rank() == 0) {
            throw new ShapeException(op, Arrays.toString(x.shape()) + " with weight " + Arrays.toString(gamma.shape()) + " and bias "
                    + Arrays.toString(beta.shape()) + ": expected both to have the size of the last axis");
        }
        return n;
    }
}
