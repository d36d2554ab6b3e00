package org.prosodia.pipeline.baseline;

import java.util.List;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support vector machine with a radial kernel {@code exp(−γ ‖x − z‖²)}, by LIBSVM (Chang and Lin, 2011): one for each pair of classes.
 * Probabilities are Platt's sigmoids of the margins, fitted to held-out fifths of the clips and coupled over all pairs (Wu, Lin and Weng,
 * 2004).
 */
final class SupportVectorMachine implements Classifier {
    /** C, what a clip on the wrong side costs. */
    private static final double COST = 10;
    private static final double TOLERANCE = 1e-3;
    private static final double CACHE_MEGABYTES = 100;
    private static final Object LIBRARY = svm.class;

    private final svm_model model;

    private SupportVectorMachine(svm_model model) {
        this.model = model;
    }

    /**
     * @param rows standardised features [N][D]
     * @param classes [N], of each clip, 0 to C − 1, every class at least once
     * @param seed decides the fifths
     */
    static SupportVectorMachine train(List<double[]> rows, int[] classes, long seed) {
        svm_problem problem = new svm_problem();
        problem.l = rows.size();
        problem.x = rows.stream().map(SupportVectorMachine::nodes).toArray(svm_node[][]::new);
        problem.y = IntStream.of(classes).asDoubleStream().toArray();
        svm_parameter parameter = new svm_parameter();
        parameter.svm_type = svm_parameter.C_SVC;
        parameter.kernel_type = svm_parameter.RBF;
        parameter.gamma = 1.0 / rows.getFirst().length; // standardised, so that E ‖x − z‖² = 2 D
        parameter.C = COST;
        parameter.eps = TOLERANCE;
        parameter.cache_size = CACHE_MEGABYTES;
        parameter.shrinking = 1;
        parameter.probability = 1;
        // LIBSVM draws the fifths from one generator for the whole JVM, and talks on standard output unless it is told not to.
        synchronized (LIBRARY) {
            svm.rand.setSeed(seed);
            svm.svm_set_print_string_function(_ -> { });
            return new SupportVectorMachine(svm.svm_train(problem, parameter));
        }
    }

    private static svm_node[] nodes(double[] row) {
        return IntStream.range(0, row.length).mapToObj(d -> {
            svm_node node = new svm_node();
            node.index = d + 1;
            node.value = row[d];
            return node;
        }).toArray(svm_node[]::new);
    }

    @Override
    public double[] probabilities(double[] features) {
        double[] inOrderOfAppearance = new double[svm.svm_get_nr_class(model)];
        svm.svm_predict_probability(model, nodes(features), inOrderOfAppearance);
        int[] labels = new int[inOrderOfAppearance.length];
        svm.svm_get_labels(model, labels);
        double[] p = new double[labels.length];
        for (int c = 0; c < labels.length; c++) {
            p[labels[c]] = inOrderOfAppearance[c];
        }
        return p;
    }
}
