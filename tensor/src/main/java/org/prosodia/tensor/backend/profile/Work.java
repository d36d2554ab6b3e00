package org.prosodia.tensor.backend.profile;

/**
 * What kernels do, as far as their arguments tell.
 *
 * @param operations additions and multiplications of matrix products; other kernels, whose time goes into memory, count none
 * @param bytes of what is read and written: each operand and result as often as an element of it is asked for. Of a matrix product each
 *     matrix once, be it in a cache or overlap with others
 * @param allocated bytes of new tensors; what kernels need inside is not counted
 */
public record Work(long operations, long bytes, long allocated) {
    /** Nothing. */
    public static final Work NONE = new Work(0, 0, 0);

    static Work moving(long bytes) {
        return new Work(0, bytes, 0);
    }

    /** Both. */
    public Work plus(Work other) {
        return new Work(operations + other.operations, bytes + other.bytes, allocated + other.allocated);
    }
}
