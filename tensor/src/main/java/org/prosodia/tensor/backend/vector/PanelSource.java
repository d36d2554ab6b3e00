package org.prosodia.tensor.backend.vector;

/**
 * The right-hand matrices B [depth, columns] of products, which give their panels [depth, COLUMNS] a few rows at a time: from where they
 * stand ready, or by way of scratch memory.
 */
sealed interface PanelSource permits PackedForm, StridedPanels {
    int depth();

    int columns();

    /** Which of the matrices a product of a batch takes. */
    int matrix(int batch);

    /** Whether rows cost little, so that a product may read them again and again. */
    boolean isPacked();

    /** An array that holds rows {@code p} to {@code p + rows} of a panel: memory of its own, or scratch. */
    float[] rows(int batch, int panel, int p, int rows, Scratch scratch);

    /** Where in that array they begin. */
    int start(int batch, int panel, int p);
}
