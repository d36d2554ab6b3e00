package org.prosodia.pipeline.embedded;

import java.io.IOException;
import org.prosodia.pipeline.recognition.ModelFolder;

/** Hears how an experiment goes; called by several threads. */
public interface Narrator {
    /** Something is done. */
    void say(String line);

    /** So many seconds of audio more have been trained on. */
    void trained(double seconds);

    /**
     * A model is trained.
     *
     * @param name such as {@code stage2-cross-entropy}
     * @param model of this moment only: save it or forget it
     */
    default void model(String name, ModelFolder model) throws IOException {}
}
