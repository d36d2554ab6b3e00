package org.prosodia.wav2vec2.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * A tensor in an open {@link Checkpoint}. Its numbers stay in the file until {@code read} streams them, through a buffer of about one
 * megabyte, into an array of the caller in row-major order. Several threads may read.
 */
public final class StoredTensor {
    private final String name;
    private final Storage storage;
    private final long start;
    private final long[] shape;
    private final long[] strides;
    private final long count;

    /** A view of {@code storage}, whose bounds the caller has checked: {@code start} and {@code strides} count elements. */
    StoredTensor(String name, Storage storage, long start, long[] shape, long[] strides) {
        this.name = name;
        this.storage = storage;
        this.start = start;
        this.shape = shape;
        this.strides = strides;
        this.count = Strides.count(shape);
    }

    /** A dense tensor that takes the whole of {@code storage}. */
    static StoredTensor dense(String name, Storage storage, long[] shape) {
        return new StoredTensor(name, storage, 0, shape, Strides.rowMajor(shape));
    }

    /** Name in the checkpoint, such as {@code wav2vec2.encoder.layer_norm.weight}. */
    public String name() {
        return name;
    }

    /** Type of the stored elements. */
    public StoredDType dtype() {
        return storage.dtype();
    }

    /** Sizes of the dimensions; empty for a scalar. */
    public long[] shape() {
        return shape.clone();
    }

    /** Number of elements: the product of the shape. */
    public long count() {
        return count;
    }

    /** The file that holds the elements. */
    public Path file() {
        return storage.file().path();
    }

    /**
     * Reads all elements into {@code target[offset …]}. F32, F16, BF16 and BOOL are exact; F64 and wide integers are rounded.
     *
     * @throws IndexOutOfBoundsException if {@code target} has no room for {@link #count()} elements
     * @throws CheckpointException if the file cannot be read or the type is not {@link StoredDType#readable() readable}
     */
    public void read(float[] target, int offset) throws CheckpointException {
        if (isEmpty(target.length, offset)) {
            return;
        }
        if (Strides.contiguous(shape, strides)) {
            storage.read(start, (int) count, target, offset);
        } else {
            StridedReader.read(storage, start, shape, strides, (i, value) -> target[offset + i] = (float) value);
        }
    }

    /**
     * Reads all elements into {@code target[offset …]}. Every readable type is exact, but integers beyond 2⁵³, which are rounded.
     *
     * @throws IndexOutOfBoundsException if {@code target} has no room for {@link #count()} elements
     * @throws CheckpointException if the file cannot be read or the type is not {@link StoredDType#readable() readable}
     */
    public void read(double[] target, int offset) throws CheckpointException {
        if (isEmpty(target.length, offset)) {
            return;
        }
        if (Strides.contiguous(shape, strides)) {
            storage.read(start, (int) count, target, offset);
        } else {
            StridedReader.read(storage, start, shape, strides, (i, value) -> target[offset + i] = value);
        }
    }

    /** Checks the request; true if there is nothing to read. */
    private boolean isEmpty(int length, int offset) throws CheckpointException {
        if (!dtype().readable()) {
            throw new CheckpointException(file(), "tensor " + Quoted.of(name) + ": elements of type " + dtype()
                    + " cannot be read as numbers");
        }
        if (offset < 0 || count > length - offset) {
            throw new IndexOutOfBoundsException("tensor " + Quoted.of(name) + " of " + count + " elements does not fit an array of length "
                    + length + " from " + offset);
        }
        return count == 0;
    }

    @Override
    public String toString() {
        return name + " " + dtype() + Arrays.toString(shape);
    }
}
