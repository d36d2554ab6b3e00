package org.prosodia.tensor.backend.profile;

import java.util.function.LongSupplier;
import org.prosodia.tensor.backend.Backend;
import org.prosodia.tensor.backend.Kernels;

/**
 * Records where the time of one thread goes, the one that made it: into named {@link Span}s, which nest, and inside of them into the kernels
 * of a runtime, which block until their workers are done. What other threads ask for is not recorded. Memory grows with the number of
 * different places, not with time: calls of one place are summed up.
 *
 * <pre>{@code
 * Profile profile = new Profile(System::nanoTime);
 * try (TensorRuntime runtime = TensorRuntime.create("auto", 2, profile)) {
 *     try (Span _ = runtime.span("my part")) { ... }
 * }
 * profile.root().kernels().forEach(System.out::println);
 * }</pre>
 */
public final class Profile {
    private final LongSupplier nanoTime;
    private final Thread thread = Thread.currentThread();
    private final Node root = Node.root();
    private Node current = root;
    private boolean recording = true;

    /** @param nanoTime a clock in nanoseconds, such as {@code System::nanoTime} */
    public Profile(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The backend with kernels that are recorded here; they give what the others give. */
    public Backend watch(Backend backend) {
        return new Backend(backend.name(), backend.description(), watch(backend.f32()), watch(backend.f64()));
    }

    private <A> Kernels<A> watch(Kernels<A> kernels) {
        return new ProfiledKernels<>(kernels, this);
    }

    /**
     * Stops or goes on. Spans and kernels that begin while it is stopped leave no trace; those that are open then go on, so that warming up
     * is best left out between spans.
     */
    public void record(boolean on) {
        requireThread();
        recording = on;
    }

    /** Until it is closed, this thread's time goes into a part of that name inside of the current one. */
    public Span span(String name) {
        return isWanted() ? open(current.span(name, name), Work.NONE) : Span.NONE;
    }

    /** One of a stack of equal layers, {@code stack.index}, which a table may sum up as {@code stack.*}. */
    public Span span(String stack, int index) {
        return isWanted() ? open(current.span(stack + "." + index, stack + ".*"), Work.NONE) : Span.NONE;
    }

    Span kernel(String name, Work work) {
        return isWanted() ? open(current.kernel(name), work) : Span.NONE;
    }

    private boolean isWanted() {
        return recording && Thread.currentThread() == thread;
    }

    private Span open(Node node, Work work) {
        Node outside = current;
        current = node;
        long start = nanoTime.getAsLong();
        return () -> {
            if (current != node) {
                throw new IllegalStateException("span " + node + ": closed while " + current + " is the innermost");
            }
            node.add(nanoTime.getAsLong() - start, work);
            current = outside;
        };
    }

    /** What was recorded so far, of spans that are closed; its time is the sum of what is directly inside. */
    public ProfileEntry root() {
        requireThread();
        return root.asRoot();
    }

    private void requireThread() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("a profile is its thread's: expected " + thread.getName() + ", found "
                    + Thread.currentThread().getName());
        }
    }
}
