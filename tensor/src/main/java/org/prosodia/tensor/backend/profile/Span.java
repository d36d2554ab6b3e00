package org.prosodia.tensor.backend.profile;

/** A named stretch of a computation, on one thread; closing ends it. Spans nest: the last one opened is closed first. */
@FunctionalInterface
public interface Span extends AutoCloseable {
    /** Where nothing is recorded. */
    Span NONE = () -> {};

    @Override
    void close();
}
