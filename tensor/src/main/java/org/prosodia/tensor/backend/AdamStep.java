package org.prosodia.tensor.backend;

/**
 * Constants of one update of Adam (Kingma and Ba, 2015, algorithm 1) or AdamW (Loshchilov and Hutter, 2019, algorithm 2),
 * as PyTorch computes it:
 * <pre>
 * g ← g + weightDecay θ            (Adam: L2 in the gradient)
 * θ ← θ − lr weightDecay θ         (AdamW: decoupled)
 * m ← β₁ m + (1 − β₁) g,   v ← β₂ v + (1 − β₂) g²
 * θ ← θ − lr/(1 − β₁ᵗ) m / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * @param t the number of this step, from 1
 */
public record AdamStep(double lr, double beta1, double beta2, double eps, double weightDecay, boolean decoupled, long t) {
    /** lr / (1 − β₁ᵗ). */
    public double stepSize() {
        return lr / (1 - Math.pow(beta1, t));
    }

    /** √(1 − β₂ᵗ). */
    public double biasCorrection2Sqrt() {
        return Math.sqrt(1 - Math.pow(beta2, t));
    }
}
