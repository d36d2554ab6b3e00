package org.prosodia.pipeline.timeline.format;

import java.util.Arrays;

/** Growing arrays for numbers whose count is known only at the end of the file. */
final class Numbers {
    private static final int FIRST = 16;

    private Numbers() {}

    /** Floats. */
    static final class Floats {
        private float[] items = new float[FIRST];
        private int size;

        void add(float item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, Math.multiplyExact(size, 2));
            }
            items[size++] = item;
        }

        int size() {
            return size;
        }

        float[] toArray() {
            return Arrays.copyOf(items, size);
        }
    }

    /** Doubles. */
    static final class Doubles {
        private double[] items = new double[FIRST];
        private int size;

        void add(double item) {
            if (size == items.length) {
                items = Arrays.copyOf(items, Math.multiplyExact(size, 2));
            }
            items[size++] = item;
        }

        int size() {
            return size;
        }

        double[] toArray() {
            return Arrays.copyOf(items, size);
        }
    }
}
