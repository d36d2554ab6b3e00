package org.prosodia.pipeline.baseline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.CrossEntropyLoss;
import org.prosodia.nn.Adam;
import org.prosodia.nn.Linear;
import org.prosodia.nn.ParameterGroup;
import org.prosodia.nn.Schedule;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/**
 * Multinomial logistic regression, {@code p = softmax(W x + b)}: our linear layer and our cross-entropy over all clips at once,
 *
 * <pre>
 * 1/N Σ_n CE(y_n, p_n) + λ/2 ‖W‖²,   λ = 1 / (C N)
 * </pre>
 *
 * <p>The problem is convex and W starts at 0, so nothing is left to chance. It is learnt in F64 by the plain kernels on one thread: the
 * same bits on every machine. Targets may be mixtures.
 */
final class LogisticRegression implements Classifier {
    /** C, the weight of the data against the penalty: scikit-learn's default. */
    private static final double COST = 1;
    private static final int STEPS = 300;
    private static final double LEARNING_RATE = 0.02;

    /** [C, D] row-major. */
    private final double[] weight;
    private final double[] bias;

    private LogisticRegression(double[] weight, double[] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    /**
     * @param rows standardised features [N][D]
     * @param targets mixtures [N][C]
     */
    static LogisticRegression train(List<double[]> rows, List<double[]> targets) {
        int size = rows.getFirst().length;
        int classes = targets.getFirst().length;
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Linear linear = new Linear(runtime, DType.F64, size, classes);
            Tensor x = runtime.tensor(flat(rows), rows.size(), size);
            double[] y = flat(targets);
            double penalty = 1 / (COST * rows.size());
            // Adam's weight decay, unlike AdamW's, adds λW to the gradient: the derivative of the penalty.
            Adam adam = new Adam(List.of(group("weight", linear.weight(), penalty), group("bias", linear.bias(), 0)),
                    Adam.Config.adam());
            Schedule schedule = new Schedule.Cosine(0, STEPS, 0);
            for (int step = 0; step < STEPS; step++) {
                adam.zeroGrad();
                CrossEntropyLoss.crossEntropy(linear.forward(x), y).mean().backward();
                adam.step(schedule.factor(step));
            }
            return new LogisticRegression(linear.weight().toDoubles(), linear.bias().toDoubles());
        }
    }

    private static ParameterGroup group(String name, Tensor parameter, double weightDecay) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put(name, parameter);
        return new ParameterGroup(name, parameters, LEARNING_RATE, weightDecay);
    }

    private static double[] flat(List<double[]> rows) {
        int size = rows.getFirst().length;
        double[] flat = new double[Math.multiplyExact(rows.size(), size)];
        for (int n = 0; n < rows.size(); n++) {
            System.arraycopy(rows.get(n), 0, flat, n * size, size);
        }
        return flat;
    }

    @Override
    public double[] probabilities(double[] features) {
        double[] p = bias.clone();
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < p.length; c++) {
            for (int d = 0; d < features.length; d++) {
                p[c] += weight[c * features.length + d] * features[d];
            }
            largest = Math.max(largest, p[c]);
        }
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(p[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }
}
