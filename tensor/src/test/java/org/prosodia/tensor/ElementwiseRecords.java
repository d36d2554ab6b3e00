package org.prosodia.tensor;

import static org.prosodia.tensor.Inputs.zeros;
import static org.prosodia.tensor.testing.Domain.DISTINCT;
import static org.prosodia.tensor.testing.Domain.NONZERO;
import static org.prosodia.tensor.testing.Domain.NORMAL;
import static org.prosodia.tensor.testing.Domain.POSITIVE;
import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.check.DifferentiableFunction;
import org.prosodia.tensor.testing.Domain;
import org.prosodia.tensor.testing.OpRecord;

/** Ops that compute each element by itself. */
final class ElementwiseRecords {
    private static final int[] LARGE = {3, 71, 131};

    private ElementwiseRecords() {}

    static List<OpRecord> all() {
        return Stream.of(arithmetic(), Stream.of(Functions.values()).map(ElementwiseRecords::function), parametric())
                .flatMap(records -> records)
                .toList();
    }

    private static Stream<OpRecord> arithmetic() {
        OpRecord add = binary("add", NORMAL, Tensor::add)
                .refuses("add: [2, 3] and [4]: dimensions must be equal or 1, found 3 and 4", () -> zeros(2, 3).add(zeros(4)))
                .large(x -> x[0].add(x[1]).add(1), LARGE, shape(131));
        OpRecord sub = binary("sub", NORMAL, Tensor::sub)
                .sample("from itself", x -> x[0].sub(x[0]), shape(2, 3))
                .refuses("sub: [2, 3] and [3, 3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2, 3).sub(zeros(3, 3)))
                .large(x -> x[0].sub(x[1]), LARGE, shape(71, 1));
        OpRecord mul = binary("mul", NORMAL, Tensor::mul)
                .sample("with itself", x -> x[0].mul(x[0]), shape(2, 3))
                .refuses("mul: [5] and [0]: dimensions must be equal or 1, found 5 and 0", () -> zeros(5).mul(zeros(0)))
                .large(x -> x[0].mul(x[1]).mul(3), LARGE, LARGE);
        OpRecord div = binary("div", NONZERO, Tensor::div)
                .sample("by itself", x -> x[0].div(x[0]), shape(3))
                .refuses("div: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2).div(zeros(3)))
                .on(POSITIVE).large(x -> x[0].div(x[1]), LARGE, shape(71, 131));
        OpRecord maximum = binary("maximum", DISTINCT, Tensor::maximum)
                .refuses("maximum: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2).maximum(zeros(3)))
                .large(x -> x[0].maximum(x[1]), LARGE, shape(3, 1, 131));
        OpRecord minimum = binary("minimum", DISTINCT, Tensor::minimum)
                .refuses("minimum: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2).minimum(zeros(3)))
                .large(x -> x[0].minimum(x[1]), shape(131), LARGE);
        for (int[] shape : new int[][] {{}, {7}, {2, 0}, {3, 5}}) {
            add.sample("2.5", x -> x[0].add(2.5), shape);
            mul.sample("-1.5", x -> x[0].mul(-1.5), shape);
        }
        return Stream.of(add, sub, mul, div, maximum, minimum);
    }

    /** Sized: [a, b, c] with [a, 1, c] where d is even, with [b, 1] where it is odd. */
    private static OpRecord binary(String name, Domain domain, BinaryOperator<Tensor> op) {
        int[][][] pairs = {
            {shape(2, 3), shape(2, 3)}, {shape(4, 1, 3), shape(2, 1)}, {shape(), shape(3)}, {shape(5), shape()}, {shape(), shape()},
            {shape(1, 3), shape(2, 2, 1)}, {shape(0, 3), shape(1, 3)}, {shape(2, 1, 3, 1), shape(5, 1, 2)}
        };
        DifferentiableFunction f = x -> op.apply(x[0], x[1]);
        OpRecord record = OpRecord.of(name).on(domain).broadcasting().sized(4, s ->
                s[3] % 2 == 0 ? call(f, shape(s[0], s[1], s[2]), shape(s[0], 1, s[2])) : call(f, shape(s[1], 1), shape(s[0], s[1], s[2])));
        for (int[][] pair : pairs) {
            record.sample("", f, pair);
        }
        return record;
    }

    private static OpRecord function(Functions f) {
        Domain domain = switch (f) {
            case LOG, SQRT, LGAMMA, DIGAMMA -> POSITIVE;
            case RECIPROCAL, ABS, RELU -> NONZERO;
            default -> NORMAL;
        };
        return unary(f.toString(), domain, x -> x[0].map(f)).sample("", x -> x[0].map(f), shape())
                .on(POSITIVE).large(x -> x[0].map(f), LARGE);
    }

    private static Stream<OpRecord> parametric() {
        OpRecord neg = unary("neg", NORMAL, x -> x[0].neg()).large(x -> x[0].neg(), LARGE);
        for (int[] shape : new int[][] {{}, {7}, {2, 0}}) {
            neg.sample("", x -> x[0].neg(), shape);
        }
        OpRecord map = unary("map", NORMAL, x -> x[0].map(new Sine()))
                .on(POSITIVE).large(x -> x[0].map(Functions.GELU), LARGE);
        OpRecord pow = OpRecord.of("pow").takesAnyShape()
                .on(NONZERO).sample("3, either sign", x -> x[0].pow(3), shape(7))
                .on(POSITIVE).sized(2, s -> call(x -> x[0].pow(s[0] % 6 - 2.5), shape(s[1])))
                .large(x -> x[0].pow(1.5), LARGE);
        for (double p : new double[] {2.5, -1, 0.5, 0}) {
            pow.sample(Double.toString(p), x -> x[0].pow(p), shape(2, 5));
        }
        OpRecord clamp = unary("clamp", DISTINCT, x -> x[0].clamp(-0.3, 0.4))
                .sample("on one side", x -> x[0].clamp(-0.3, Double.POSITIVE_INFINITY), shape(15))
                .large(x -> x[0].clamp(-0.5, 0.5), LARGE);
        OpRecord dropout = OpRecord.of("dropout").takesAnyShape()
                .sample("0.4", x -> x[0].dropout(0.4, new Rng(5)), shape(4, 7))
                .sample("everything", x -> x[0].dropout(1, new Rng(5)), shape(3))
                .sample("nothing", x -> x[0].dropout(0, new Rng(5)).mul(3), shape(3))
                .sized(2, s -> call(x -> x[0].dropout(0.3, new Rng(s[0])), shape(2, s[1])))
                .large(x -> x[0].dropout(0.3, new Rng(1)), LARGE);
        return Stream.of(neg, map, pow, clamp, dropout);
    }

    private static OpRecord unary(String name, Domain domain, DifferentiableFunction f) {
        return OpRecord.of(name).on(domain).takesAnyShape().sample("", f, shape(3, 5)).sized(2, s -> call(f, shape(s[0], s[1])));
    }
}
