package org.prosodia.tensor.backend.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** With a clock that stands still until the test moves it. */
class ProfileTest {
    private static final Work WORK = new Work(100, 10, 1);

    private long now = 1000;
    private final Profile profile = new Profile(() -> now);

    private void kernel(String name, long nanos) {
        try (Span _ = profile.kernel(name, WORK)) {
            now += nanos;
        }
    }

    private void layer(int index, long gemm, long own) {
        try (Span _ = profile.span("layer", index)) {
            kernel("gemm", gemm);
            now += own;
        }
    }

    private static List<String> names(List<ProfileEntry> entries) {
        return entries.stream().map(ProfileEntry::name).toList();
    }

    @Test
    void spansNestAndTheirTimeIsThatOfAllThatIsInside() {
        try (Span _ = profile.span("outer")) {
            now += 5;
            try (Span _ = profile.span("inner")) {
                kernel("gemm", 7);
            }
        }
        ProfileEntry outer = profile.root().children().getFirst();
        assertEquals("outer", outer.name());
        assertEquals(12, outer.nanos());
        assertEquals(5, outer.selfNanos());
        ProfileEntry inner = outer.children().getFirst();
        assertEquals(7, inner.nanos());
        assertEquals(0, inner.selfNanos());
        assertEquals(new ProfileEntry("gemm", "gemm", true, 1, 7, WORK, List.of()), inner.children().getFirst());
        assertEquals(WORK, outer.work());
    }

    @Test
    void selfTimesAddUpToTheWhole() {
        for (int i = 0; i < 3; i++) {
            try (Span _ = profile.span("model")) {
                now += 11;
                layer(0, 20 + i, 2);
                layer(1, 30, 3);
                kernel("softmax", 4);
            }
            kernel("adam", 6);
        }
        long self = selfOfAll(profile.root());
        assertEquals(now - 1000, self);
        assertEquals(now - 1000, profile.root().nanos());
        assertEquals(0, profile.root().selfNanos());
        assertEquals(self, selfOfAll(profile.root().withStacksSummed()));
    }

    private static long selfOfAll(ProfileEntry entry) {
        return entry.selfNanos() + entry.children().stream().mapToLong(ProfileTest::selfOfAll).sum();
    }

    @Test
    void callsOfOnePlaceAreSummedUp() {
        layer(3, 10, 1);
        now += 1_000_000;
        layer(3, 20, 2);
        ProfileEntry layer = profile.root().children().getFirst();
        assertEquals(2, layer.calls());
        assertEquals(33, layer.nanos());
        assertEquals(WORK.plus(WORK), layer.work());
        assertEquals(33, profile.root().nanos(), "time outside of every span is nobody's");
    }

    @Test
    void equalLayersStandApartUntilTheyAreSummed() {
        layer(0, 10, 1);
        layer(1, 20, 2);
        try (Span _ = profile.span("norm")) {
            kernel("gemm", 5);
        }
        assertEquals(List.of("layer.0", "layer.1", "norm"), names(profile.root().children()));
        ProfileEntry summed = profile.root().withStacksSummed();
        assertEquals(List.of("layer.*", "norm"), names(summed.children()));
        ProfileEntry layers = summed.children().getFirst();
        assertEquals(2, layers.calls());
        assertEquals(33, layers.nanos());
        assertEquals(new ProfileEntry("gemm", "gemm", true, 2, 30, WORK.plus(WORK), List.of()), layers.children().getFirst());
        assertEquals(1, layers.children().size());
    }

    @Test
    void kernelsAreSummedOverAllPlacesTheLongestFirst() {
        layer(0, 10, 1000);
        layer(1, 20, 1000);
        kernel("softmax", 25);
        kernel("copy", 25);
        List<ProfileEntry> kernels = profile.root().kernels();
        assertEquals(List.of("gemm", "copy", "softmax"), names(kernels), "equally long ones by name");
        assertEquals(30, kernels.getFirst().nanos());
        assertEquals(2, kernels.getFirst().calls());
        assertTrue(kernels.stream().allMatch(ProfileEntry::isKernel));
    }

    @Test
    void aSpanAndAKernelOfOneNameAreTwoThings() {
        kernel("softmax", 1);
        try (Span _ = profile.span("softmax")) {
            now += 2;
        }
        assertEquals(2, profile.root().children().size());
        assertEquals(2, profile.root().withStacksSummed().children().size());
    }

    @Test
    void nothingIsRecordedWhileStopped() {
        profile.record(false);
        assertSame(Span.NONE, profile.span("warm-up"));
        assertSame(Span.NONE, profile.span("layer", 1));
        kernel("gemm", 10);
        profile.record(true);
        assertNotEquals(Span.NONE, profile.span("measured"));
        assertEquals(List.of("measured"), names(profile.root().children()));
    }

    @Test
    void otherThreadsLeaveNoTraceAndCannotLook() {
        Thread own = Thread.currentThread();
        CompletableFuture.runAsync(() -> {
            assertNotEquals(own, Thread.currentThread());
            kernel("gemm", 10);
            assertTrue(assertThrows(IllegalStateException.class, profile::root).getMessage().contains(own.getName()));
            assertThrows(IllegalStateException.class, () -> profile.record(false));
        }).join();
        assertEquals(List.of(), profile.root().children());
    }

    @Test
    void spansMustBeClosedFromTheInside() {
        Span outer = profile.span("outer");
        Span inner = profile.span("inner");
        String message = assertThrows(IllegalStateException.class, outer::close).getMessage();
        assertEquals("span outer: closed while inner is the innermost", message);
        inner.close();
        outer.close();
        assertThrows(IllegalStateException.class, outer::close);
        assertEquals(1, profile.root().children().getFirst().calls());
    }

    @Test
    void aPartThatFailsIsRecordedAllTheSame() {
        assertThrows(ArithmeticException.class, () -> {
            try (Span _ = profile.span("outer"); Span _ = profile.span("inner")) {
                now += 3;
                throw new ArithmeticException();
            }
        });
        layer(0, 1, 0);
        assertEquals(List.of("outer", "layer.0"), names(profile.root().children()));
        assertEquals(3, profile.root().children().getFirst().nanos());
    }
}
