package org.prosodia.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.tensor.Tensor;

/**
 * An exponential moving average of weights, which often does better than the last of them (Polyak and Juditsky, 1992):
 * e ← e + (1 − decay) (θ − e) after each step, from e = θ.
 */
public final class Ema {
    private final double decay;
    private final Map<String, Tensor> parameters;
    private final Map<String, Tensor> averages;
    private boolean swapped;

    /** A stretch of code in which the parameters hold the averages. */
    public interface Swapped extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param parameters by name
     * @param decay share of the average that a step keeps, 0 to below 1, such as 0.999
     */
    public Ema(Map<String, Tensor> parameters, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("the decay of averaged weights must be from 0 to below 1 but is " + decay);
        }
        this.decay = decay;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        this.averages = Collections.unmodifiableMap(NamedState.copy(parameters));
    }

    /** Takes in the parameters as they are now. */
    public void update() {
        requireOwnPlaces("update");
        parameters.forEach((name, parameter) -> averages.get(name).lerpInPlace(parameter, 1 - decay));
    }

    /** The averages by the parameters' names: the tensors themselves, which the next update changes. */
    public Map<String, Tensor> weights() {
        requireOwnPlaces("weights");
        return averages;
    }

    /** Until the scope is closed, the parameters hold the averages: to validate, or to save a model. */
    public Swapped swapIn() {
        requireOwnPlaces("swapIn");
        exchange();
        swapped = true;
        return () -> {
            if (swapped) {
                exchange();
                swapped = false;
            }
        };
    }

    private void exchange() {
        parameters.forEach((name, parameter) -> {
            Tensor average = averages.get(name);
            Tensor held = parameter.copy();
            parameter.assign(average);
            average.assign(held);
        });
    }

    /** The averages by the parameters' names: copies. */
    public Map<String, Tensor> stateDict() {
        requireOwnPlaces("stateDict");
        return NamedState.copy(averages);
    }

    /** @throws IllegalArgumentException naming what is missing, unexpected or of another shape; then nothing was replaced */
    public void loadStateDict(Map<String, Tensor> state) {
        requireOwnPlaces("loadStateDict");
        NamedState.load("averaged weights", averages, state);
    }

    private void requireOwnPlaces(String action) {
        if (swapped) {
            throw new IllegalStateException(action + ": the averaged weights are swapped in");
        }
    }
}
