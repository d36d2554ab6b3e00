package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoDeviceType;

/** A device with its heap: allocates pieces, copies them, and launches kernels on them. */
final class Device implements AutoCloseable {
    private final DeviceHeap heap;
    private final Launcher launcher;
    private final Geometry geometry;
    private SelfCheck check;

    /** @param elements of the heap */
    Device(TornadoDevice device, int elements) {
        this(device, elements, new Geometry(device.getDeviceType() != TornadoDeviceType.CPU));
    }

    Device(TornadoDevice device, int elements, Geometry geometry) {
        this.geometry = geometry;
        this.heap = new DeviceHeap(elements);
        this.launcher = new Launcher(device, DeviceMemory.array(elements));
    }

    /** From now on every kernel is checked before it is first launched. */
    void checkWith(SelfCheck selfCheck) {
        check = selfCheck;
    }

    Geometry geometry() {
        return geometry;
    }

    /** Memory with whatever is in it. */
    DeviceArray allocate(int size) {
        return heap.allocate(size);
    }

    /** Memory with these numbers. */
    DeviceArray copyOf(float[] numbers) {
        DeviceArray x = allocate(numbers.length);
        write(numbers, x, numbers.length);
        return x;
    }

    /** Integers, as {@link MovementKernels} reads them. */
    DeviceArray copyOf(int[] integers) {
        float[] parts = new float[2 * integers.length];
        for (int i = 0; i < integers.length; i++) {
            parts[i] = integers[i] / MovementKernels.HIGH;
            parts[integers.length + i] = integers[i] % MovementKernels.HIGH;
        }
        return copyOf(parts);
    }

    /** 1 where true, else 0. */
    DeviceArray copyOf(boolean[] mask) {
        float[] numbers = new float[mask.length];
        for (int i = 0; i < mask.length; i++) {
            numbers[i] = mask[i] ? 1 : 0;
        }
        return copyOf(numbers);
    }

    void write(float[] from, DeviceArray x, int n) {
        launcher.write(from, x, n, geometry);
    }

    void read(DeviceArray x, int from, float[] to, int n) {
        launcher.read(x, from, to, n, geometry);
    }

    float[] read(DeviceArray x) {
        float[] numbers = new float[x.size()];
        read(x, 0, numbers, numbers.length);
        return numbers;
    }

    /** A kernel over n elements, whose first two parameters are that number and the elements of a work item. */
    void flat(DeviceKernel kernel, int n, Arguments arguments) {
        if (n > 0) {
            int per = geometry.per(n);
            arguments.whole()[0] = n;
            arguments.whole()[1] = per;
            run(kernel, geometry.flat(n, per), arguments);
        }
    }

    /** A kernel over rows of n elements, whose first two parameters are that number and the work items of a row. */
    void rows(DeviceKernel kernel, int rows, int n, Arguments arguments) {
        if (rows > 0 && n > 0) {
            int items = geometry.itemsOfRow(n);
            arguments.whole()[0] = n;
            arguments.whole()[1] = items;
            run(kernel, geometry.rows(rows, items), arguments);
        }
    }

    void run(DeviceKernel kernel, Grid grid, Arguments arguments) {
        if (check != null) {
            check.before(kernel);
        }
        launcher.run(kernel, grid, arguments);
    }

    /** Arguments from the third on: the first two are those of {@link #flat} and {@link #rows}. */
    static Arguments arguments() {
        return new Arguments().from(2);
    }

    String name() {
        return launcher.device().getPhysicalDevice().getDeviceName();
    }

    DeviceCounters counters() {
        return launcher.counters(heap.used(), heap.mostUsed());
    }

    @Override
    public void close() {
        launcher.close();
    }
}
