package org.prosodia.tensor.tornado;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.WorkerGrid3D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Runs kernels on the heap, one after another: a task graph for each {@link DeviceKernel} in one execution plan, between which the heap
 * stays on the device. For any number of threads, one at a time.
 */
final class Launcher implements AutoCloseable {
    /** TornadoVM's compiler is for one thread. */
    private static final ReentrantLock COMPILER = new ReentrantLock();

    private static final String TASK = "kernel";
    private static final int FIRST_KERNEL = 1;

    private final IntArray whole = new IntArray(Arguments.MAX_WHOLE);
    private final FloatArray numbers = new FloatArray(Arguments.MAX_NUMBERS);
    private final TornadoDevice device;
    private final List<WorkerGrid> grids = new ArrayList<>();
    private final List<Staging> stagings = List.of(new Staging(1 << 12), new Staging(1 << 16), new Staging(1 << 20));
    private final TornadoExecutionPlan plan;
    private long launches;
    private long bytesToDevice;
    private long bytesToHost;

    /** An array through which numbers go in and out, in pieces of at most its size. */
    private record Staging(FloatArray in, FloatArray out, int size) {
        Staging(int size) {
            this(new FloatArray(size), new FloatArray(size), size);
        }
    }

    Launcher(TornadoDevice device, FloatArray heap) {
        this.device = device;
        List<ImmutableTaskGraph> graphs = new ArrayList<>();
        GridScheduler scheduler = new GridScheduler();
        add(graphs, scheduler, new TaskGraph("begin").task(TASK, MovementKernels::begin, new KernelContext(), heap).persistOnDevice(heap));
        for (DeviceKernel kernel : DeviceKernel.values()) {
            add(graphs, scheduler, kernel.graph(kernel.name().toLowerCase(Locale.ROOT), TASK, heap, whole, numbers));
        }
        for (Staging staging : stagings) {
            add(graphs, scheduler, new TaskGraph("from_host_" + staging.size).consumeFromDevice(heap)
                    .transferToDevice(DataTransferMode.EVERY_EXECUTION, whole, staging.in)
                    .task(TASK, MovementKernels::fromHost, new KernelContext(), heap, whole, staging.in).persistOnDevice(heap));
            add(graphs, scheduler, new TaskGraph("to_host_" + staging.size).consumeFromDevice(heap)
                    .transferToDevice(DataTransferMode.EVERY_EXECUTION, whole)
                    .task(TASK, MovementKernels::toHost, new KernelContext(), heap, whole, staging.out)
                    .transferToHost(DataTransferMode.EVERY_EXECUTION, staging.out).persistOnDevice(heap));
        }
        plan = new TornadoExecutionPlan(graphs.toArray(ImmutableTaskGraph[]::new));
        plan.withDevice(device).withGridScheduler(scheduler);
        execute(0, new Grid(FreeList.ALIGNMENT, 1, 1, FreeList.ALIGNMENT, 1));
    }

    private void add(List<ImmutableTaskGraph> graphs, GridScheduler scheduler, TaskGraph graph) {
        WorkerGrid grid = graphs.isEmpty() ? new WorkerGrid1D(FreeList.ALIGNMENT) : new WorkerGrid3D(1, 1, 1);
        grids.add(grid);
        scheduler.addWorkerGrid(graph.getTaskGraphName() + "." + TASK, grid);
        graphs.add(graph.snapshot());
    }

    private void execute(int graph, Grid grid) {
        COMPILER.lock();
        try {
            WorkerGrid workers = grids.get(graph);
            workers.setGlobalWork(grid.x(), grid.y(), grid.z());
            workers.setLocalWork(grid.groupX(), grid.groupY(), 1);
            plan.withGraph(graph).execute();
            launches++;
        } finally {
            COMPILER.unlock();
        }
    }

    /** Runs a kernel, and returns when it is done. */
    void run(DeviceKernel kernel, Grid grid, Arguments arguments) {
        COMPILER.lock();
        try {
            pass(arguments, kernel.takesNumbers());
            execute(FIRST_KERNEL + kernel.ordinal(), grid);
        } finally {
            COMPILER.unlock();
            Reference.reachabilityFence(arguments);
        }
    }

    private void pass(Arguments arguments, boolean takesNumbers) {
        MemorySegment.copy(arguments.whole(), 0, whole.getSegment(), ValueLayout.JAVA_INT, 0, arguments.count());
        bytesToDevice += (long) Arguments.MAX_WHOLE * Integer.BYTES;
        if (takesNumbers) {
            MemorySegment.copy(arguments.numbers(), 0, numbers.getSegment(), ValueLayout.JAVA_FLOAT, 0, Arguments.MAX_NUMBERS);
            bytesToDevice += (long) Arguments.MAX_NUMBERS * Float.BYTES;
        }
    }

    /** x_i = from_i for the first n elements. */
    void write(float[] from, DeviceArray x, int n, Geometry geometry) {
        COMPILER.lock();
        try {
            for (int done = 0; done < n;) {
                int index = stagingFor(n - done);
                Staging staging = stagings.get(index);
                int part = Math.min(staging.size, n - done);
                MemorySegment.copy(from, done, staging.in.getSegment(), ValueLayout.JAVA_FLOAT, 0, part);
                int per = geometry.per(part);
                pass(new Arguments().whole(part, per).at(x, done), false);
                execute(ofStaging(index), geometry.flat(part, per));
                bytesToDevice += (long) staging.size * Float.BYTES;
                done += part;
            }
        } finally {
            COMPILER.unlock();
            Reference.reachabilityFence(x);
        }
    }

    /** to_i = x_(i + from) for the first n elements. */
    void read(DeviceArray x, int from, float[] to, int n, Geometry geometry) {
        COMPILER.lock();
        try {
            for (int done = 0; done < n;) {
                int index = stagingFor(n - done);
                Staging staging = stagings.get(index);
                int part = Math.min(staging.size, n - done);
                int per = geometry.per(staging.size);
                pass(new Arguments().whole(part, per).at(x, from + done).whole(staging.size), false);
                execute(ofStaging(index) + 1, geometry.flat(staging.size, per));
                MemorySegment.copy(staging.out.getSegment(), ValueLayout.JAVA_FLOAT, 0, to, done, part);
                bytesToHost += (long) staging.size * Float.BYTES;
                done += part;
            }
        } finally {
            COMPILER.unlock();
            Reference.reachabilityFence(x);
        }
    }

    /** The smallest that holds n elements, or the largest. */
    private int stagingFor(int n) {
        int index = 0;
        while (index < stagings.size() - 1 && stagings.get(index).size < n) {
            index++;
        }
        return index;
    }

    private static int ofStaging(int index) {
        return FIRST_KERNEL + DeviceKernel.values().length + 2 * index;
    }

    /** @param used and @param mostUsed elements of the heap */
    DeviceCounters counters(int used, int mostUsed) {
        COMPILER.lock();
        try {
            return new DeviceCounters(launches, bytesToDevice, bytesToHost, (long) used * Float.BYTES,
                    (long) mostUsed * Float.BYTES);
        } finally {
            COMPILER.unlock();
        }
    }

    TornadoDevice device() {
        return device;
    }

    @Override
    public void close() {
        COMPILER.lock();
        try {
            plan.freeDeviceMemory();
            plan.close();
        } catch (TornadoExecutionPlanException e) {
            throw new IllegalStateException("backend tornado: the device's memory was not given back", e);
        } finally {
            COMPILER.unlock();
        }
    }
}
