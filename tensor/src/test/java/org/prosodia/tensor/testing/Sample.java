package org.prosodia.tensor.testing;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.check.DifferentiableFunction;

/**
 * An op on inputs of certain shapes, all of them differentiable: what is not (indices, masks, targets) is part of the function.
 *
 * @param name of the op and of what sets this sample apart from its others
 * @param domain where the inputs' elements come from
 * @param seed decides the elements, together with the shapes
 */
public record Sample(String name, Domain domain, long seed, DifferentiableFunction function, int[]... shapes) {
    /** The elements are exact in both dtypes, and the same in both. */
    public Tensor[] inputs(TensorRuntime runtime, DType dtype) {
        Rng rng = new Rng(Arrays.deepHashCode(shapes)).fork(domain.ordinal()).fork(seed);
        double[] pool = domain.draw(rng, Arrays.stream(shapes).mapToInt(Shapes::size).sum());
        Tensor[] inputs = new Tensor[shapes.length];
        int from = 0;
        for (int i = 0; i < inputs.length; i++) {
            float[] rounded = new float[Shapes.size(shapes[i])];
            for (int j = 0; j < rounded.length; j++) {
                rounded[j] = (float) pool[from + j];
            }
            inputs[i] = runtime.tensor(dtype, rounded, shapes[i]);
            from += rounded.length;
        }
        return inputs;
    }

    Tensor apply(Tensor... inputs) {
        return function.apply(inputs);
    }

    @Override
    public String toString() {
        return name + " on " + Arrays.stream(shapes).map(Arrays::toString).collect(Collectors.joining(" "));
    }
}
