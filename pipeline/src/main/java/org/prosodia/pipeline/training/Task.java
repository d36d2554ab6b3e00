package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.Map;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/** What there is to learn in one stage: a model, examples, their loss, and a measure of how well it goes. */
public interface Task {
    /** The model that learns. */
    ModelFolder model();

    /** Number of examples, at least 1. */
    int size();

    /** Samples of an example. */
    int length(int example);

    /** Name of an example in messages. */
    String name(int example);

    /**
     * The mean of the examples' losses, recorded for backward.
     *
     * @param examples a batch
     * @param random decides augmentation
     * @return a scalar []
     */
    Tensor loss(int[] examples, Rng random) throws IOException;

    /** Measures on held-out data, by name; empty when there are none. Changes nothing. */
    Map<String, Double> evaluate() throws IOException;

    /** Which of these measures decides what the best model is, and when to stop. */
    Watch watch();

    /** What {@link #loss} saw last that is worth a curve, by name. */
    default Map<String, Double> details() {
        return Map.of();
    }

    /**
     * A measure to watch.
     *
     * @param metric its name in {@link #evaluate}
     * @param smallerIsBetter as for losses
     */
    record Watch(String metric, boolean smallerIsBetter) {
        boolean better(double value, double than) {
            return smallerIsBetter ? value < than : value > than;
        }

        double worst() {
            return smallerIsBetter ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
    }
}
