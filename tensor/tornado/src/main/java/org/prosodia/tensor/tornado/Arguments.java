package org.prosodia.tensor.tornado;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one launch passes to its kernel: places in the heap and other whole numbers in the order of its parameters, and other numbers. */
final class Arguments {
    /** Whole numbers of a launch, at most. */
    static final int MAX_WHOLE = 64;

    /** Other numbers of a launch, at most. */
    static final int MAX_NUMBERS = 16;

    private final int[] whole = new int[MAX_WHOLE];
    private final float[] numbers = new float[MAX_NUMBERS];
    private final List<DeviceArray> arrays = new ArrayList<>();
    private int count;
    private int numberCount;

    /** Where these begin. The launch keeps them reachable: else their memory might go to somebody else before the kernel is done. */
    Arguments at(DeviceArray... some) {
        for (DeviceArray array : some) {
            arrays.add(array);
            whole[count++] = array.offset();
        }
        return this;
    }

    /** A place that lies {@code elements} after the beginning. */
    Arguments at(DeviceArray array, int elements) {
        arrays.add(array);
        whole[count++] = array.offset() + elements;
        return this;
    }

    Arguments whole(int... values) {
        System.arraycopy(values, 0, whole, count, values.length);
        count += values.length;
        return this;
    }

    /** The next parameter is that of this number. */
    Arguments from(int parameter) {
        count = parameter;
        return this;
    }

    Arguments numbers(double... values) {
        for (double value : values) {
            numbers[numberCount++] = (float) value;
        }
        return this;
    }

    /** Only for {@link Launcher}: arrays that it copies and does not change. */
    int[] whole() {
        return whole;
    }

    float[] numbers() {
        return numbers;
    }

    int count() {
        return count;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(whole, count)) + " " + Arrays.toString(Arrays.copyOf(numbers, numberCount));
    }
}
