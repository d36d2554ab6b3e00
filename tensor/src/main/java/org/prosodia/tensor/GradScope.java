package org.prosodia.tensor;

/** A stretch of code, on one thread, in which gradients are recorded or not, or results are checked; closing restores what was before. */
public interface GradScope extends AutoCloseable {
    @Override
    void close();
}
