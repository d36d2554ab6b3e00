package org.prosodia.tensor.backend;

/**
 * The right-hand matrices of products in the order in which a backend reads them, made once by {@link Kernels#pack} for weights that do
 * not change. What is inside is the backend's own.
 */
public interface PackedMatrix {
    /** Rows of each matrix. */
    int depth();

    /** Columns of each matrix. */
    int columns();

    /** Whether these are the matrices [depth, columns] that lie where the view says, so that they need not be packed anew. */
    boolean holds(int depth, int columns, MatrixView view);
}
