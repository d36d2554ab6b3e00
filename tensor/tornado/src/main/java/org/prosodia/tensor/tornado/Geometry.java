package org.prosodia.tensor.tornado;

/**
 * How work is cut for a kind of device: a GPU has thousands of small work items in groups; the OpenCL of a CPU runs a group on a thread,
 * one item after another, so that there few large items are best.
 *
 * @param gpu with kernels for groups that share local memory, else with those of whole vectors
 */
record Geometry(boolean gpu) {
    private static final int GPU_GROUP = 256;
    private static final int MOST_PER_ITEM = 1024;
    private static final int LEAST_ITEMS = 32;

    /** Elements of a work item in a kernel over n. */
    int per(int n) {
        return gpu ? 1 : Math.clamp(n / LEAST_ITEMS, 1, MOST_PER_ITEM);
    }

    /** Work items for n elements. */
    Grid flat(int n, int per) {
        return Grid.atLeast(Math.ceilDiv(Math.max(1, n), per), 1, 1, gpu ? GPU_GROUP : 1, 1);
    }

    /** Work items that share a row of n elements: a power of two. */
    int itemsOfRow(int n) {
        return gpu ? Math.clamp(Integer.highestOneBit(Math.max(1, n)), 1, RowKernels.MAX_ITEMS) : 8;
    }

    Grid rows(int rows, int items) {
        return new Grid(rows * items, 1, 1, items, 1);
    }
}
