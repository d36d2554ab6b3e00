package org.prosodia.tests.faults;

import static org.prosodia.tests.faults.PlantedFault.Kind.ACCUMULATION;
import static org.prosodia.tests.faults.PlantedFault.Kind.BROADCAST;
import static org.prosodia.tests.faults.PlantedFault.Kind.FACTOR;
import static org.prosodia.tests.faults.PlantedFault.Kind.MASK;
import static org.prosodia.tests.faults.PlantedFault.Kind.MISSING_TERM;
import static org.prosodia.tests.faults.PlantedFault.Kind.OFFSET;
import static org.prosodia.tests.faults.PlantedFault.Kind.RAGGED_TAIL;
import static org.prosodia.tests.faults.PlantedFault.Kind.SIGN;
import static org.prosodia.tests.faults.PlantedFault.Kind.STALE_BUFFER;
import static org.prosodia.tests.faults.PlantedFault.Kind.STALE_STATE;
import static org.prosodia.tests.faults.PlantedFault.Kind.STATISTICS;
import static org.prosodia.tests.faults.PlantedFault.Kind.WRONG_AXIS;
import static org.prosodia.tests.faults.PlantedFault.Kind.WRONG_OPERAND;

import java.util.List;
import java.util.stream.Stream;
import org.prosodia.tests.faults.PlantedFault.Kind;

/** Mistakes in ops, kernels and the tape. */
final class TensorFaults {
    private TensorFaults() {}

    static List<PlantedFault> all() {
        return Stream.of(arithmetic(), movement(), products(), attention(), rows(), vectors(), tape()).flatMap(faults -> faults).toList();
    }

    private static PlantedFault fault(Kind kind, String what, String file, String right, String wrong) {
        return new PlantedFault(kind, what, "tensor/" + file, right, wrong);
    }

    private static Stream<PlantedFault> arithmetic() {
        return Stream.of(
                fault(SIGN, "d(x − y)/dy", "op/Arithmetic", "g.sumTo(ys).neg()", "g.sumTo(ys)"),
                fault(MISSING_TERM, "d(x / y)/dy divides once", "op/Arithmetic", "g.mul(x).div(y).div(y).neg()", "g.mul(x).div(y).neg()"),
                fault(WRONG_OPERAND, "d(x y)/dy is g y", "op/Arithmetic", "to(y, () -> g.mul(x))}", "to(y, () -> g.mul(y))}"),
                fault(BROADCAST, "a stretched operand's gradient is not summed", "op/Arithmetic",
                        "gradient.get().sumTo(operand.shape())", "gradient.get()"),
                fault(WRONG_OPERAND, "the minimum's gradient goes to the larger", "op/Arithmetic",
                        "to(x, () -> g.mul(step(y, x))), to(y, () -> g.mul(step(x, y)))",
                        "to(x, () -> g.mul(step(x, y))), to(y, () -> g.mul(step(y, x)))"),
                fault(FACTOR, "equal operands of a maximum get a gradient each", "backend/BinaryOp", "x == y ? 0.5 : 0", "x == y ? 1 : 0"),
                fault(MISSING_TERM, "GELU′ without x φ(x)", "math/Gelu", "normalCdf(x) + x * normalDensity(x)", "normalCdf(x)"),
                fault(FACTOR, "√′ without the half", "backend/Functions", "0.5 / Math.sqrt(x)", "1 / Math.sqrt(x)"),
                fault(WRONG_OPERAND, "log Γ′ is the logarithm", "backend/Functions", "return Digamma.value(x);\n        }\n    },\n    /** y = ψ(x)",
                        "return Math.log(x);\n        }\n    },\n    /** y = ψ(x)"),
                fault(MISSING_TERM, "ψ′ without a term of its recurrence", "math/Trigamma", "SeriesAtTwo.trigamma(x - 1) + 1 / (x * x)",
                        "SeriesAtTwo.trigamma(x - 1)"),
                fault(OFFSET, "d xᵖ keeps the exponent", "backend/ScalarFunction", "Math.pow(x, p - 1)", "Math.pow(x, p)"),
                fault(MASK, "clamp passes gradients from outside", "backend/ScalarFunction", "x >= lo && x <= hi ? 1 : 0", "1"),
                fault(STALE_STATE, "dropout's backward draws another mask", "op/Dropout", "dropped(g, p, state)", "dropped(g, p, rng.state())"),
                fault(MASK, "dropout's backward lets everything through", "op/Dropout", "dropped(g, p, state)", "g"));
    }

    private static Stream<PlantedFault> movement() {
        return Stream.of(
                fault(WRONG_AXIS, "permute's gradient goes the same way again", "op/Movement", "g.permute(inverse)", "g.permute(axes)"),
                fault(OFFSET, "slice's gradient counts from the end", "op/Movement", "g.pad(a, start, shape[a] - start - length)",
                        "g.pad(a, shape[a] - start - length, start)"),
                fault(OFFSET, "pad's gradient forgets what stood before", "op/Movement", "g.slice(a, before, shape[a])",
                        "g.slice(a, 0, shape[a])"),
                fault(OFFSET, "every part of a concatenation gets the first gradient", "op/Movement", "g.slice(a, starts[i], lengths[i])",
                        "g.slice(a, 0, lengths[i])"),
                fault(ACCUMULATION, "a row selected twice gets one gradient", "backend/plain/MovementF32",
                        "y[index[r] * width + j] += x[r * width + j];", "y[index[r] * width + j] = x[r * width + j];"),
                fault(STALE_BUFFER, "indices that the caller changes later", "op/Gather", "return index.clone();", "return index;"),
                fault(MASK, "a filled element passes its gradient", "op/MaskedFill", "g.maskedFill(mask, 0)", "g"),
                fault(OFFSET, "the maximum's gradient goes to the first element", "op/Reduce", "(i / inner * n + argmax[i]) * inner",
                        "(i / inner * n) * inner"),
                fault(FACTOR, "the mean over an axis divides by all elements", "Tensor", "mul(1.0 / shape[a])", "mul(1.0 / size())"));
    }

    private static Stream<PlantedFault> products() {
        return Stream.of(
                fault(WRONG_OPERAND, "dA for a transposed B", "op/MatMul", "matmul(g, b, false, !transposeB)", "matmul(g, b, false, true)"),
                fault(BROADCAST, "dB of a stretched batch is not summed", "op/MatMul", "matmul(a, g, !transposeA, false)).sumTo(bs)",
                        "matmul(a, g, !transposeA, false))"),
                fault(FACTOR, "a bias gets the mean over the rows", "op/Linear", "ifNeeded(bias, () -> g.sumTo(out))",
                        "ifNeeded(bias, () -> g.sumTo(out).mul(1.0 / rows))"),
                fault(ACCUMULATION, "a convolution's weight learns from the last clip only", "op/Conv1d",
                        "at.ofClip(at.weights(), b), true)", "at.ofClip(at.weights(), b), false)"),
                fault(WRONG_OPERAND, "a convolution's input gradient flips the kernel", "op/Conv1d",
                        "at.weights().shifted(tap * at.groupIn)", "at.weights().shifted((at.kernel - 1 - tap) * at.groupIn)"),
                fault(OFFSET, "a convolution's input gradient misses the first tap", "op/Conv1d", "for (int tap = 0;", "for (int tap = 1;"),
                fault(WRONG_AXIS, "groups are joined without moving them back", "op/Conv1d", "x.dim(1) == 1 ? x : x.permute(0, 2, 1, 3)", "x"),
                fault(OFFSET, "windows that ignore the stride", "op/Conv1d", "stride * groupIn, 1)", "groupIn, 1)"),
                fault(FACTOR, "a convolution's bias gets the mean over the clips", "op/Conv1d", "g.sumTo(at.out)}",
                        "g.sumTo(at.out).mul(1.0 / at.batch)}"));
    }

    private static Stream<PlantedFault> attention() {
        return Stream.of(
                fault(FACTOR, "dQ and dK without 1/√d", "backend/BlockAttention", "block.scale(ds);", ""),
                fault(MASK, "masked scores pass gradients", "backend/BlockAttention", "block.fillPadding(ds, 0);", ""),
                fault(MASK, "padding is attended to", "backend/BlockAttention", "fillPadding(p, AttentionInputs.MASKED);", ""),
                fault(MASK, "attention hears padding alone", "op/Attention", "validKeys.not().toArray();", "validKeys.toArray();"),
                fault(MASK, "dS without dropout's mask", "backend/BlockAttention", "block.drop(ds);", ""),
                fault(OFFSET, "all blocks draw the first one's mask", "backend/BlockAttention", ".from(in.elementOf(head, query))", ""),
                fault(ACCUMULATION, "dK and dV of the last block of queries only", "backend/BlockAttention",
                        "yView.some(head, heads), query > 0);", "yView.some(head, heads), false);"),
                fault(STALE_STATE, "attention's backward draws other masks", "op/Attention",
                        "g -> backward(g, q, k, v, inputs(q, k, v, heads, validKeys, drawn))",
                        "g -> backward(g, q, k, v, inputs(q, k, v, heads, validKeys, dropout == 0 ? drawn : new DropoutMask(dropout, rng.state())))"),
                fault(OFFSET, "heads that overlap", "op/Attention", "i % heads * (channels / heads)", "i % heads"));
    }

    private static Stream<PlantedFault> rows() {
        return Stream.of(
                fault(MISSING_TERM, "softmax's gradient without − Σ g y", "backend/plain/SoftmaxF32", "(g[o + j] - dot)", "g[o + j]"),
                fault(MISSING_TERM, "log-softmax's gradient without Σ g", "backend/plain/SoftmaxF32", "Math.exp(y[o + j]) * sum)",
                        "Math.exp(y[o + j]))"),
                fault(MISSING_TERM, "layer norm's gradient without x̂ avg(h x̂)", "backend/plain/LayerNormF32", "- avgH - xHat * avgHx",
                        "- avgH"),
                fault(FACTOR, "layer norm's average is a sum", "backend/plain/LayerNormF32", "avgH += h / n;", "avgH += h;"),
                fault(MISSING_TERM, "layer norm's dγ without rstd", "backend/plain/LayerNormF32",
                        "(double) ((x[o + j] - mean[r]) * rstd[r])", "(double) (x[o + j] - mean[r])"),
                fault(STATISTICS, "layer norm without eps", "backend/plain/LayerNormF32", "squares / n + eps", "squares / n"),
                fault(STATISTICS, "layer norm with the unbiased variance", "backend/plain/LayerNormF32", "squares / n + eps",
                        "squares / (n - 1) + eps"),
                fault(WRONG_AXIS, "group norm averages over time alone", "backend/plain/GroupNormF32", "avgHx[k] += h * xHat / count;",
                        "avgHx[k] += h * xHat / time;"),
                fault(STALE_BUFFER, "group norm keeps the averages of the clip before", "backend/plain/GroupNormF32",
                        "        for (int b = 0; b < batch; b++) {\n            double[] avgH = new double[groups];",
                        "        double[] avgH = new double[groups];\n        for (int b = 0; b < batch; b++) {"));
    }

    private static Stream<PlantedFault> vectors() {
        return Stream.of(
                fault(MISSING_TERM, "vector layer norm's gradient without x̂ avg(h x̂)", "backend/vector/LayerNorm",
                        "h.sub(avgH).sub(normal.mul(avgHx)).mul(rstd)", "h.sub(avgH).mul(rstd)"),
                fault(RAGGED_TAIL, "the last elements of a layer norm's gradient forget γ", "backend/vector/LayerNorm",
                        "(g[o + j] * gamma[j] - avgH - normal * avgHx) * rstd", "(g[o + j] - avgH - normal * avgHx) * rstd"),
                fault(RAGGED_TAIL, "the last elements of a softmax's gradient forget y", "backend/vector/Softmax",
                        "dx[o + j] = (g[o + j] - dot) * y[o + j];", "dx[o + j] = g[o + j] - dot;"),
                fault(STALE_BUFFER, "a product starts from what its memory held", "backend/vector/RowStart",
                        "Arrays.fill(c, row + from, row + to, 0);", ""),
                fault(RAGGED_TAIL, "what fills up the last keys is attended to", "backend/vector/Attention",
                        "Arrays.fill(scores, o + in.keys(), o + pitch, Float.NEGATIVE_INFINITY);", ""),
                fault(STALE_BUFFER, "attention starts from the scores of the block before", "backend/vector/Attention",
                        "Arrays.fill(scores, 0, rows * pitch, 0);", ""),
                fault(STALE_BUFFER, "attention's gradient starts from the scores of the panel before", "backend/vector/AttentionGradient",
                        "Arrays.fill(y, 0, n, 0);", ""),
                fault(MASK, "vectors of masked scores pass gradients", "backend/vector/AttentionGradient", "fillPadding(ds, columns, 0);", ""),
                fault(OFFSET, "queries of every panel drop what those of the first do", "backend/vector/AttentionGradient",
                        "in.elementOf(h, first + v)", "in.elementOf(h, v)"),
                fault(OFFSET, "odd lanes drop what even ones drop", "backend/vector/DropoutLanes", "states(mask, first + laneStep,",
                        "states(mask, first,"),
                fault(WRONG_OPERAND, "the fourth frame of a window is taken for the second", "backend/vector/WindowsOfThree",
                        "multiply(a, frame(3) + p", "multiply(a, frame(1) + p"),
                fault(OFFSET, "rows in 16 bits from an odd one on are read from the one before", "backend/vector/HalfPanels",
                        "return (p & 1) * GemmTile.COLUMNS;", "return 0;"),
                fault(WRONG_OPERAND, "both of two interleaved rows are the first", "backend/vector/HalfRows",
                        "pairs.and(UPPER).reinterpretAsFloats()",
                        "pairs.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats()"),
                fault(STALE_BUFFER, "memory is given away twice", "Buffers", "if (stack.memory.stream().anyMatch(other -> other == memory)) {",
                        "if (false) {"),
                fault(STALE_BUFFER, "sums of columns that add up over blocks of rows", "backend/vector/ColumnSums",
                        "Arrays.fill(part, 0);", ""),
                fault(RAGGED_TAIL, "the last columns of dγ are overwritten", "backend/vector/ColumnSums",
                        "sum[j] = Math.fma((x[o + j] - mean) * rstd, g[o + j], sum[j]);", "sum[j] = (x[o + j] - mean) * rstd * g[o + j];"));
    }

    private static Stream<PlantedFault> tape() {
        return Stream.of(
                fault(ACCUMULATION, "the gradient of the last use wins", "GradNode", "gradient = Autograd.plus(before, ownsGradient, g);",
                        "gradient = g;"),
                fault(STALE_BUFFER, "zeros in memory that was used before are not zero", "Storage", "kernels.fill(used, 0);", ""),
                fault(STALE_BUFFER, "results go back to the workspace that another op still needs", "Storage",
                        "if (frame != null && holders == 0) {", "if (frame != null) {"),
                fault(STALE_BUFFER, "a forgotten norm is computed again with other weights", "op/Normalize",
                        "if (gamma.version() + beta.version() != version) {", "if (false) {"),
                fault(STALE_BUFFER, "gradients are added up in another op's memory", "GradNode", "ownsGradient = false;",
                        "ownsGradient = true;"),
                fault(STALE_BUFFER, "two leaves share the memory of their gradients", "Tensor", "grad = passedOn ? g.copy() : g;", "grad = g;"),
                fault(ACCUMULATION, "a leaf forgets the gradient of the backward before", "Tensor", "grad = Autograd.plus(before, ownsGrad, g);",
                        "grad = g;"),
                fault(WRONG_AXIS, "ops are visited in the order of the forward", "GradNode", "Long.compare(other.id, id)",
                        "Long.compare(id, other.id)"),
                fault(STALE_STATE, "a checkpointed part draws new random numbers", "Recomputation", "rng.restore(state);", ""),
                fault(MISSING_TERM, "Adam without the correction of the first moment", "backend/AdamStep", "lr / (1 - Math.pow(beta1, t))",
                        "lr"),
                fault(WRONG_OPERAND, "Adam's second moment of the gradient itself", "backend/plain/AdamF32",
                        "(1 - step.beta2()) * g * g", "(1 - step.beta2()) * g"));
    }
}
