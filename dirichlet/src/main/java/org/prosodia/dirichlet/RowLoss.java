package org.prosodia.dirichlet;

import java.util.Arrays;
import java.util.function.BinaryOperator;
import java.util.function.ToDoubleBiFunction;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/** An op from a loss of one row of logits and its target, and the gradient of that: in double precision, whatever the dtype. */
final class RowLoss {
    private RowLoss() {}

    /**
     * y_r = loss(z_r, t_r); dz_r = g_r ∂loss/∂z_r.
     *
     * @param logits z [..., K]
     * @param targets t [..., K] row-major
     * @param loss of z [K] and t [K]
     * @param gradient of that with respect to z [K]
     * @return [...]
     */
    static Tensor of(String op, Tensor logits, double[] targets, ToDoubleBiFunction<double[], double[]> loss,
            BinaryOperator<double[]> gradient) {
        int[] shape = logits.shape();
        if (shape.length == 0 || targets.length != Shapes.size(shape)) {
            throw new ShapeException(op, targets.length + " target numbers for logits " + Arrays.toString(shape) + ", expected as many");
        }
        Rows rows = new Rows(logits.toDoubles(), targets.clone(), shape[shape.length - 1]);
        double[] losses = new double[rows.count()];
        rows.forEach((r, z, y) -> losses[r] = loss.applyAsDouble(z, y));
        Tensor result = logits.runtime().tensor(logits.dtype(), losses, Arrays.copyOf(shape, shape.length - 1));
        return Autograd.record(op, result, g -> {
            double[] upstream = g.toDoubles();
            double[] dz = new double[rows.z.length];
            rows.forEach((r, z, y) -> {
                double[] row = gradient.apply(z, y);
                for (int k = 0; k < row.length; k++) {
                    dz[r * row.length + k] = upstream[r] * row[k];
                }
            });
            return new Tensor[] {g.runtime().tensor(g.dtype(), dz, shape)};
        }, logits);
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(int row, double[] z, double[] y);
    }

    private record Rows(double[] z, double[] y, int k) {
        int count() {
            return k == 0 ? 0 : z.length / k;
        }

        /** One pair of buffers serves all rows. */
        void forEach(Visitor visitor) {
            double[] zRow = new double[k];
            double[] yRow = new double[k];
            for (int r = 0; r < count(); r++) {
                System.arraycopy(z, r * k, zRow, 0, k);
                System.arraycopy(y, r * k, yRow, 0, k);
                visitor.visit(r, zRow, yRow);
            }
        }
    }
}
