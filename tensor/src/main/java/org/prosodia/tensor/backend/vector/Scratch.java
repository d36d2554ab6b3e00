package org.prosodia.tensor.backend.vector;

/** Memory for one thread, made when first needed, that holds nothing from one use to the next. */
final class Scratch {
    private float[] memory = new float[0];

    /** At least so many elements. */
    float[] ofLength(int n) {
        if (memory.length < n) {
            memory = new float[n];
        }
        return memory;
    }
}
