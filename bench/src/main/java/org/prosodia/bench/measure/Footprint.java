package org.prosodia.bench.measure;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this JVM's memory held and was asked for since the footprint was made. */
public final class Footprint {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RSS = "VmHWM:";

    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    private final List<Double> allocated = new ArrayList<>();
    private long before;

    public Footprint() {
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** The same work, with what it allocates counted. */
    public Runnable counted(Runnable work) {
        return () -> {
            begin();
            work.run();
            end();
        };
    }

    /** A run begins whose allocations count. */
    public void begin() {
        before = allocatedBytes();
    }

    /** It has ended. */
    public void end() {
        allocated.add((double) (allocatedBytes() - before));
    }

    private static long allocatedBytes() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads ? threads.getTotalThreadAllocatedBytes() : 0;
    }

    /** Allocated by the median run of what was counted, in MB: garbage and results. Until they are compiled, kernels allocate more. */
    public double allocatedMegabytes() {
        return Sample.of(allocated).median() / (1 << 20);
    }

    /** The most that the heap held, in MB; garbage included. */
    public long peakHeapMegabytes() {
        return heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }

    /** The most memory of the whole process since it began, in MB; null where the system does not tell. */
    public static Long peakRssMegabytes() {
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(PEAK_RSS))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10).findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
