package org.prosodia.pipeline.study;

import java.io.IOException;
import org.prosodia.pipeline.recognition.ModelFolder;

/** Hears how an experiment goes; called by several threads. */
public interface Narrator {
    /** An epoch of a training is done. */
    void epoch(String training, int epoch, int epochs, String figures);

    /** So many seconds of audio more have been trained on. */
    void trained(double seconds);

    /**
     * A model is trained.
     *
     * @param name such as {@code stage2-cross-entropy}
     * @param model of this moment only: save it or forget it
     */
    default void model(String name, ModelFolder model) throws IOException {}

    /** Asked after each step: whether to keep what there is and stop. */
    default boolean stopRequested() {
        return false;
    }
}
