package org.prosodia.tensor;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.prosodia.tensor.backend.Backend;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.profile.Profile;
import org.prosodia.tensor.backend.profile.Span;

/**
 * Owns what tensors need to compute: a backend and a thread pool. Every tensor belongs to one runtime and only meets tensors of
 * the same one. Any number of threads may use a runtime at the same time; whether gradients are recorded is each thread's own.
 * {@link #close()} ends the pool's threads.
 */
public final class TensorRuntime implements AutoCloseable {
    private final Workers workers;
    private final Backend backend;
    private final Profile profile;
    private final AtomicLong nodes = new AtomicLong();
    private final ThreadLocal<Mode> mode = ThreadLocal.withInitial(() -> new Mode(true, null, null, false));

    /**
     * How ops behave on a thread: whether they record for backward, and whether their results are checked. In inference, where they run
     * for their results alone, on weights that stay, they have buffers; in steps of a training part of a workspace.
     */
    private record Mode(boolean recording, Buffers buffers, Workspace.Frame frame, boolean checking) {
        Mode recording(boolean on, Buffers ofInference) {
            return new Mode(on, ofInference, frame, checking);
        }

        Mode in(Workspace.Frame inner) {
            return new Mode(recording, buffers, inner, checking);
        }
    }

    /** @param profile or null */
    private TensorRuntime(Workers workers, Backend backend, Profile profile) {
        this.workers = workers;
        this.backend = backend;
        this.profile = profile;
    }

    /** The fastest backend of this machine on all of its processors. */
    public static TensorRuntime create() {
        return create("auto", Runtime.getRuntime().availableProcessors());
    }

    /**
     * @param backend {@code auto}, {@code plain}, {@code vector}, or {@code tornado} where there is a TornadoVM SDK
     * @param threads at least 1; 1 means that everything runs on the caller's thread
     * @throws IllegalArgumentException for an unknown backend or fewer threads
     * @throws UnsupportedOperationException for a backend that this Java runtime cannot run
     */
    public static TensorRuntime create(String backend, int threads) {
        Workers workers = new Workers(threads);
        return new TensorRuntime(workers, Backend.named(backend, workers), null);
    }

    /** The same, with what this thread has it compute recorded in a profile. */
    public static TensorRuntime create(String backend, int threads, Profile profile) {
        Workers workers = new Workers(threads);
        return new TensorRuntime(workers, profile.watch(Backend.named(backend, workers)), profile);
    }

    public Backend backend() {
        return backend;
    }

    public int threads() {
        return workers.threads();
    }

    /** Kernels for a dtype; their memory type always agrees with the tensors of that dtype. */
    @SuppressWarnings("unchecked")
    public Kernels<Object> kernels(DType dtype) {
        return (Kernels<Object>) backend.kernels(dtype);
    }

    /** A tensor of zeros; they take memory once somebody asks for it. */
    public Tensor zeros(DType dtype, int... shape) {
        return lent(dtype, shape, null);
    }

    /** A tensor with whatever numbers there are, for an op that writes all of them: often in memory that was used before. */
    public Tensor empty(DType dtype, int... shape) {
        int size = Shapes.size(shape);
        Mode now = mode.get();
        Object memory = null;
        if (inWorkspace(now, size)) {
            memory = now.frame.workspace().take(dtype, size);
        } else if (now.buffers != null) {
            memory = now.buffers.take(dtype, size);
        }
        return lent(dtype, shape, memory == null ? kernels(dtype).empty(size) : memory);
    }

    private Tensor lent(DType dtype, int[] shape, Object memory) {
        Tensor x = new Tensor(this, dtype, shape.clone(), memory);
        Mode now = mode.get();
        if (inWorkspace(now, x.size())) {
            now.frame.lend(x.storage());
        }
        return x;
    }

    private static boolean inWorkspace(Mode mode, int size) {
        return mode.frame != null && Workspace.holds(size);
    }

    /** Memory that nobody needs any more: for the next results. */
    void recycle(DType dtype, Storage storage, int size) {
        Buffers buffers = mode.get().buffers;
        if (storage.frame() != null) {
            storage.giveBack();
        } else if (buffers != null) {
            buffers.give(dtype, size, storage.dense());
        }
    }

    /** Until the scope is closed, results are in no workspace: for what outlives a step. */
    public GradScope outsideWorkspace() {
        return enter(mode.get().in(null));
    }

    /** A part of the workspace's scope that this thread is in. */
    Lease lease() {
        Workspace.Frame outer = mode.get().frame;
        return lease(outer == null ? null : outer.inner());
    }

    /** @param frame or null */
    Lease lease(Workspace.Frame frame) {
        GradScope inside = enter(mode.get().in(frame));
        return new Lease(frame, inside);
    }

    /** The tensor is needed to the end of the workspace's scope. */
    void keepToTheEnd(Tensor x) {
        Workspace.Frame frame = mode.get().frame;
        if (frame != null) {
            frame.keepToTheEnd(x);
        }
    }

    /** A tensor filled with one value. */
    public Tensor full(DType dtype, double value, int... shape) {
        Tensor x = empty(dtype, shape);
        kernels(dtype).fill(x.memory(), value);
        return x;
    }

    public Tensor scalar(DType dtype, double value) {
        return full(dtype, value);
    }

    /** An F32 tensor with a copy of the data. */
    public Tensor tensor(float[] data, int... shape) {
        return tensor(DType.F32, data, shape);
    }

    /** An F64 tensor with a copy of the data. */
    public Tensor tensor(double[] data, int... shape) {
        return tensor(DType.F64, data, shape);
    }

    /**
     * A tensor with a converted copy of the data.
     *
     * @param data {@code float[]} or {@code double[]}, row-major
     */
    public Tensor tensor(DType dtype, Object data, int... shape) {
        int found = Array.getLength(data);
        if (found != Shapes.size(shape)) {
            throw new ShapeException("tensor", Arrays.toString(shape) + " needs " + Shapes.size(shape) + " elements, found " + found);
        }
        Tensor x = empty(dtype, shape);
        kernels(dtype).write(data, x.memory(), found);
        return x;
    }

    /** Independent normal numbers; the same seed gives the same bits on every backend. */
    public Tensor normal(DType dtype, double mean, double std, Rng rng, int... shape) {
        double[] data = new double[Shapes.size(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = rng.nextGaussian(mean, std);
        }
        return tensor(dtype, data, shape);
    }

    /** Independent uniform numbers from [lo, hi). */
    public Tensor uniform(DType dtype, double lo, double hi, Rng rng, int... shape) {
        double[] data = new double[Shapes.size(shape)];
        for (int i = 0; i < data.length; i++) {
            data[i] = lo + (hi - lo) * rng.nextDouble();
        }
        return tensor(dtype, data, shape);
    }

    /** Until it is closed, what this thread does counts as part of that name, where a {@link Profile} is kept; else it does nothing. */
    public Span span(String name) {
        return profile == null ? Span.NONE : profile.span(name);
    }

    /** The same for one of a stack of equal layers. */
    public Span span(String stack, int index) {
        return profile == null ? Span.NONE : profile.span(stack, index);
    }

    /** Until the scope is closed, ops on this thread record nothing for {@link Tensor#backward()}. */
    public GradScope noGrad() {
        Mode outside = mode.get();
        return enter(outside.recording(false, outside.buffers == null ? Buffers.ofInference() : outside.buffers));
    }

    /** Turns recording back on inside a {@link #noGrad()} scope. */
    public GradScope enableGrad() {
        return enter(mode.get().recording(true, null));
    }

    /** As {@link #noGrad()}, for the parts of a training step that are not recorded: the weights are about to change. */
    GradScope pauseRecording() {
        return enter(mode.get().recording(false, null));
    }

    private GradScope enter(Mode inside) {
        Mode before = mode.get();
        mode.set(inside);
        return () -> mode.set(before);
    }

    /** Whether ops on this thread record for backward. */
    public boolean isRecording() {
        return mode.get().recording;
    }

    /** Whether this thread is in a {@link #noGrad()} scope of the user's, so that weights are worth bringing into a faster form. */
    public boolean isInference() {
        return mode.get().buffers != null;
    }

    /**
     * Until the scope is closed, every op on this thread checks its result, and every backward its gradients, and throws a
     * {@link NonFiniteException} that names the op at the first NaN or infinity, also one that an op was asked for (a mask filled with
     * −∞). For finding out where a training breaks, around forward and backward: it reads every number once more.
     */
    public GradScope detectAnomaly() {
        return checking(true);
    }

    GradScope checking(boolean on) {
        return enter(new Mode(mode.get().recording, mode.get().buffers, mode.get().frame, on));
    }

    boolean isChecking() {
        return mode.get().checking;
    }

    long nextNode() {
        return nodes.incrementAndGet();
    }

    @Override
    public void close() {
        backend.close();
        workers.close();
    }
}
