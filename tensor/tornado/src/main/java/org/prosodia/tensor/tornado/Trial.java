package org.prosodia.tensor.tornado;

import java.util.ArrayList;
import java.util.List;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.backend.Kernels;

/** Memory for a small case of a kernel, with the same numbers on every backend; all of it is looked at in the end. */
final class Trial {
    private final Kernels<Object> kernels;
    private final Rng rng = new Rng(1);
    private final List<Object> memory = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    @SuppressWarnings("unchecked")
    Trial(Kernels<?> kernels) {
        this.kernels = (Kernels<Object>) kernels;
    }

    Kernels<Object> kernels() {
        return kernels;
    }

    /** Numbers between −2 and 2. */
    Object signed(int n) {
        return of(n, -2, 2);
    }

    /** Numbers between ½ and 2. */
    Object positive(int n) {
        return of(n, 0.5, 2);
    }

    /** Memory that a kernel must write all of: what it leaves is not a number. */
    Object poisoned(int n) {
        return of(n, Double.NaN, Double.NaN);
    }

    private Object of(int n, double lo, double hi) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) (lo + (hi - lo) * rng.nextDouble());
        }
        Object x = kernels.allocate(n);
        kernels.write(numbers, x, n);
        memory.add(x);
        sizes.add(n);
        return x;
    }

    /** Numbers that a kernel gave to the host. */
    void returned(double... numbers) {
        Object x = kernels.allocate(numbers.length);
        kernels.write(numbers, x, numbers.length);
        memory.add(x);
        sizes.add(numbers.length);
    }

    /** All memory as it is now. */
    List<float[]> contents() {
        List<float[]> contents = new ArrayList<>();
        for (int i = 0; i < memory.size(); i++) {
            float[] numbers = new float[sizes.get(i)];
            kernels.read(memory.get(i), numbers, numbers.length);
            contents.add(numbers);
        }
        return contents;
    }
}
