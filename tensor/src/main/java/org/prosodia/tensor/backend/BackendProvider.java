package org.prosodia.tensor.backend;

/** Makes a backend that is not part of this module, found by {@link java.util.ServiceLoader}: one for each device library. */
public interface BackendProvider {
    /** What users call the backend. */
    String name();

    /**
     * @throws UnsupportedOperationException where this machine cannot run it, with the reason in one line
     */
    Backend create(Workers workers);
}
