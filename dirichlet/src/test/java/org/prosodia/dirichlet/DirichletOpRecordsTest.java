package org.prosodia.dirichlet;

import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.List;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.testing.OpContract;
import org.prosodia.tensor.testing.OpRecord;

/** The contract of the losses as ops. */
class DirichletOpRecordsTest extends OpContract {
    private static final int[][] SHAPES = {{2}, {1, 6}, {3, 5}, {2, 3, 4}, {0, 3}};
    private static final TensorRuntime RUNTIME = TensorRuntime.create("plain", 1);
    private static final DirichletLikelihood EXP = new DirichletLikelihood(Link.exp());
    private static final DirichletLikelihood CAPPED = new DirichletLikelihood(Link.onePlusSoftplus(), new ConcentrationCap(10));

    @Override
    protected List<OpRecord> records() {
        return List.of(dirichlet(), crossEntropy());
    }

    private static OpRecord dirichlet() {
        OpRecord dirichlet = OpRecord.of("dirichlet").requiresFinite()
                .sized(2, s -> call(x -> DirichletLoss.negativeLogLikelihood(x[0], mixtures(s[0], s[1] + 2), EXP), shape(s[0], s[1] + 2)))
                .refuses("dirichlet: 3 target numbers for logits [2, 3], expected as many",
                        () -> DirichletLoss.negativeLogLikelihood(zeros(2, 3), new double[3], EXP))
                .refuses("dirichlet: 1 target numbers for logits [], expected as many",
                        () -> DirichletLoss.negativeLogLikelihood(zeros(), new double[1], EXP));
        for (int[] shape : SHAPES) {
            double[] targets = mixtures(shape);
            dirichlet.sample("exp", x -> DirichletLoss.negativeLogLikelihood(x[0], targets, EXP), shape)
                    .sample("1 + softplus, capped", x -> DirichletLoss.negativeLogLikelihood(x[0], targets, CAPPED), shape);
        }
        return dirichlet;
    }

    private static OpRecord crossEntropy() {
        OpRecord crossEntropy = OpRecord.of("crossEntropy")
                .sized(2, s -> call(x -> CrossEntropyLoss.crossEntropy(x[0], mixtures(s[0], s[1] + 1)), shape(s[0], s[1] + 1)))
                .refuses("crossEntropy: 3 target numbers for logits [2, 3], expected as many",
                        () -> CrossEntropyLoss.crossEntropy(zeros(2, 3), new double[3]))
                .refuses("crossEntropy: 1 target numbers for logits [], expected as many",
                        () -> CrossEntropyLoss.crossEntropy(zeros(), new double[1]));
        for (int[] shape : SHAPES) {
            double[] targets = mixtures(shape);
            crossEntropy.sample("", x -> CrossEntropyLoss.crossEntropy(x[0], targets), shape);
        }
        return crossEntropy;
    }

    private static Tensor zeros(int... shape) {
        return RUNTIME.zeros(DType.F64, shape);
    }

    /** Rows inside the simplex. */
    private static double[] mixtures(int... shape) {
        Rng rng = new Rng(11);
        int k = shape[shape.length - 1];
        double[] y = rng.doubles(Shapes.size(shape)).map(u -> 0.05 + u).toArray();
        for (int row = 0; row < y.length; row += k) {
            double sum = 0;
            for (int j = row; j < row + k; j++) {
                sum += y[j];
            }
            for (int j = row; j < row + k; j++) {
                y[j] /= sum;
            }
        }
        return y;
    }
}
