package org.prosodia.tensor.op;

import static org.prosodia.tensor.Autograd.ifNeeded;

import java.util.Arrays;
import java.util.function.Supplier;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Backward;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.BinaryOp;

/** Arithmetic with broadcasting. A gradient is summed over the axes along which its operand was stretched. */
public final class Arithmetic {
    private Arithmetic() {}

    /** z = x + y; dx = g, dy = g. */
    public static Tensor add(Tensor x, Tensor y) {
        int[] xs = x.shape();
        int[] ys = y.shape();
        return zip("add", BinaryOp.ADD, x, y, g -> new Tensor[] {g.sumTo(xs), g.sumTo(ys)});
    }

    /** z = x − y; dx = g, dy = −g. */
    public static Tensor sub(Tensor x, Tensor y) {
        int[] xs = x.shape();
        int[] ys = y.shape();
        return zip("sub", BinaryOp.SUB, x, y, g -> new Tensor[] {g.sumTo(xs), g.sumTo(ys).neg()});
    }

    /** z = x y; dx = g y, dy = g x. */
    public static Tensor mul(Tensor x, Tensor y) {
        return zip("mul", BinaryOp.MUL, x, y, g -> new Tensor[] {to(x, () -> g.mul(y)), to(y, () -> g.mul(x))});
    }

    /** z = x / y; dx = g / y, dy = −g x / y². */
    public static Tensor div(Tensor x, Tensor y) {
        return zip("div", BinaryOp.DIV, x, y,
                g -> new Tensor[] {to(x, () -> g.div(y)), to(y, () -> g.mul(x).div(y).div(y).neg())});
    }

    /** z = max(x, y); the gradient goes to the larger, half to each where they are equal. */
    public static Tensor maximum(Tensor x, Tensor y) {
        return zip("maximum", BinaryOp.MAX, x, y, g -> new Tensor[] {to(x, () -> g.mul(step(x, y))), to(y, () -> g.mul(step(y, x)))});
    }

    /** z = min(x, y); the gradient goes to the smaller, half to each where they are equal. */
    public static Tensor minimum(Tensor x, Tensor y) {
        return zip("minimum", BinaryOp.MIN, x, y, g -> new Tensor[] {to(x, () -> g.mul(step(y, x))), to(y, () -> g.mul(step(x, y)))});
    }

    /** 1 where x > y, ½ where equal, else 0; no gradient. */
    private static Tensor step(Tensor x, Tensor y) {
        return zip("step", BinaryOp.STEP, x, y, g -> new Tensor[] {null, null});
    }

    private static Tensor to(Tensor operand, Supplier<Tensor> gradient) {
        return ifNeeded(operand, () -> gradient.get().sumTo(operand.shape()));
    }

    private static Tensor zip(String op, BinaryOp f, Tensor x, Tensor y, Backward backward) {
        x.requireSameKind(op, y);
        int[] shape = Shapes.broadcast(op, x.shape(), y.shape());
        Tensor z = Arrays.equals(shape, x.shape()) ? x.resultLike() : x.runtime().empty(x.dtype(), shape);
        x.kernels().zip(f, x.memory(), Shapes.broadcastStrides(x.shape(), shape), y.memory(),
                Shapes.broadcastStrides(y.shape(), shape), z.memory(), shape);
        x.recycle(z);
        y.recycle(z);
        return Autograd.record(op, z, backward, x, y);
    }
}
