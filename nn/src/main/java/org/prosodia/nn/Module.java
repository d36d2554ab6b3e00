package org.prosodia.nn;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.profile.Span;

/**
 * A part of a model: it owns parameters and other modules under the names that PyTorch gives them, so that the path
 * {@code encoder.layers.0.attention.q_proj.weight} names the same numbers as in a Hugging Face checkpoint.
 */
public abstract class Module {
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Module> children = new LinkedHashMap<>();
    private final List<Tensor> weights = new ArrayList<>();
    private String name = getClass().getSimpleName();
    private boolean training;

    /** For subclasses, which register what they own. */
    protected Module() {}

    /** Registers a parameter of this module; it requires gradients until frozen. */
    protected final Tensor register(String name, Tensor parameter) {
        requireFree(name);
        parameters.put(name, parameter.requireGrad());
        return parameter;
    }

    /** As {@link #register(String, Tensor)}, for the weight of products, where most of a model's numbers are. */
    protected final Tensor registerWeight(String name, Tensor weight) {
        weights.add(weight);
        return register(name, weight);
    }

    /** Registers a part of this module; dots in the name are part of the path. */
    protected final <M extends Module> M register(String name, M child) {
        requireFree(name);
        children.put(name, child);
        Module part = child;
        part.name = name;
        return child;
    }

    private void requireFree(String name) {
        if (parameters.containsKey(name) || children.containsKey(name)) {
            throw new IllegalArgumentException("a part called " + name + " is registered already");
        }
    }

    /** All parameters of this module and its parts by path, in the order of registration. */
    public final Map<String, Tensor> namedParameters() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        collect("", all);
        return Collections.unmodifiableMap(all);
    }

    private void collect(String prefix, Map<String, Tensor> all) {
        parameters.forEach((name, parameter) -> all.put(prefix + name, parameter));
        children.forEach((name, child) -> child.collect(prefix + name + ".", all));
    }

    /** The parameters' elements as they are now, by path: copies, without history. */
    public final Map<String, Tensor> stateDict() {
        return NamedState.copy(namedParameters());
    }

    /**
     * Replaces the elements of every parameter, converting dtypes.
     *
     * @throws IllegalArgumentException naming what is missing, unexpected or of another shape; then nothing was replaced
     */
    public final void loadStateDict(Map<String, Tensor> state) {
        NamedState.load("state", namedParameters(), state);
    }

    /** Until it is closed, what is computed counts as this module's in a profile, under the name by which it is registered. */
    protected final Span span(Tensor input) {
        return input.runtime().span(name);
    }

    /** Number of elements of all parameters. */
    public final long parameterCount() {
        return namedParameters().values().stream().mapToLong(Tensor::size).sum();
    }

    /**
     * Keeps the weights of linear layers and convolutions, here and in all parts, in this precision from now on, see
     * {@link Tensor#keepAs}. Biases, norms and embeddings stay as they are. Asked of a new model, it saves the memory of F32 altogether:
     * what is loaded later is rounded tensor by tensor.
     *
     * @throws IllegalArgumentException for a model of F64
     */
    public final void keepWeights(WeightPrecision precision) {
        weights.forEach(weight -> weight.keepAs(precision));
        children.values().forEach(child -> child.keepWeights(precision));
    }

    /** Turns on what only training does (dropout, layer drop, SpecAugment), here and in all parts. A new module does not train. */
    public final void train(boolean on) {
        training = on;
        children.values().forEach(child -> child.train(on));
    }

    public final boolean isTraining() {
        return training;
    }

    /** Whether the parameters here and in all parts are to be learned; false freezes them. */
    public final void requireGrad(boolean required) {
        parameters.values().forEach(parameter -> parameter.requireGrad(required));
        children.values().forEach(child -> child.requireGrad(required));
    }

    /** Forgets all gradients. */
    public final void zeroGrad() {
        namedParameters().values().forEach(Tensor::zeroGrad);
    }
}
