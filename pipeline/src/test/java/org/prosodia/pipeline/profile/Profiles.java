package org.prosodia.pipeline.profile;

import java.util.List;
import java.util.stream.IntStream;
import org.prosodia.tensor.backend.profile.ProfileEntry;
import org.prosodia.tensor.backend.profile.Work;

/** Profiles made up for tests. */
final class Profiles {
    static final long MILLI = 1_000_000;

    private Profiles() {}

    /** A model of two equal layers, 1 ms each in a product and 1 ms of their own, and 4 ms of softmax. */
    static ProfileEntry twoLayers(String name) {
        List<ProfileEntry> layers = IntStream.range(0, 2).mapToObj(i -> span("layer." + i, "layer.*", MILLI, kernel("gemm", MILLI,
                new Work(50 * MILLI, 2 * MILLI, 0)), kernel("allocate", 0, new Work(0, 0, 3 * MILLI)))).toList();
        ProfileEntry softmax = kernel("softmax", 4 * MILLI, new Work(0, 4 * MILLI, 0));
        return span("all", "all", 0, span(name, name, 0, layers.get(0), layers.get(1), softmax));
    }

    static ProfileEntry kernel(String name, long nanos, Work work) {
        return new ProfileEntry(name, name, true, 5, nanos, work, List.of());
    }

    static ProfileEntry span(String name, String stack, long self, ProfileEntry... children) {
        long nanos = self;
        Work work = Work.NONE;
        for (ProfileEntry child : children) {
            nanos += child.nanos();
            work = work.plus(child.work());
        }
        return new ProfileEntry(name, stack, false, 1, nanos, work, List.of(children));
    }
}
