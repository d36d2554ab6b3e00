package org.prosodia.pipeline.embedded;

/** Hears how an experiment goes. Called by several threads, one at a time. */
public interface Narrator {
    /** Something is done. */
    void say(String line);

    /** So many seconds of audio more have been trained on. */
    void trained(double seconds);
}
