package org.prosodia.bench.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The most that collections left in the heap while this was open: what is in use, and garbage that a young collection does not see. */
public final class LiveHeap implements AutoCloseable {
    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName).collect(Collectors.toUnmodifiableSet());
    private final AtomicLong most = new AtomicLong();
    private final NotificationListener listener = this::collected;

    public LiveHeap() {
        collectors().forEach(collector -> collector.addNotificationListener(listener, null, null));
    }

    private static Stream<NotificationEmitter> collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast);
    }

    private void collected(Notification notification, Object handback) {
        if (notification.getUserData() instanceof CompositeData data) {
            long left = GarbageCollectionNotificationInfo.from(data).getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> heap.contains(pool.getKey())).mapToLong(pool -> pool.getValue().getUsed()).sum();
            most.accumulateAndGet(left, Math::max);
        }
    }

    /** In MB; null when nothing was collected. */
    public Long mostMegabytes() {
        return most.get() == 0 ? null : most.get() >> 20;
    }

    @Override
    public void close() {
        collectors().forEach(collector -> {
            try {
                collector.removeNotificationListener(listener);
            } catch (ListenerNotFoundException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
