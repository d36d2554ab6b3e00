package org.prosodia.bench.kernel;

import java.util.function.Function;
import java.util.function.Supplier;
import org.prosodia.tensor.TensorRuntime;

/**
 * One piece of work at one size.
 *
 * @param name the kernel and its size, such as {@code linear 499x768x3072}
 * @param flops floating-point operations of one run, two for each multiply-add; 0 where memory decides
 * @param bytes read and written by one run at least; 0 where arithmetic decides
 * @param quick whether it is among the few that stand for all
 * @param prepare makes the operands, and then the work on them
 */
public record KernelCase(String name, double flops, double bytes, boolean quick, Function<TensorRuntime, Supplier<?>> prepare) {
    static KernelCase arithmetic(String name, double flops, boolean quick, Function<TensorRuntime, Supplier<?>> prepare) {
        return new KernelCase(name, flops, 0, quick, prepare);
    }

    static KernelCase memory(String name, double bytes, boolean quick, Function<TensorRuntime, Supplier<?>> prepare) {
        return new KernelCase(name, 0, bytes, quick, prepare);
    }
}
