package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.tensor.TensorRuntime;

/** Keeps what must outlive the process while a model is trained. */
public interface RunKeeper {
    /** The newest state that was kept, if there is one to go on from. Called once, before the first step. */
    Optional<Snapshot> resume(TensorRuntime runtime) throws IOException;

    /** Keeps a state. */
    void checkpoint(Snapshot snapshot) throws IOException;

    /** Notes measures of a step. */
    void metrics(long step, Map<String, Double> values) throws IOException;

    /** Keeps the weights that are the best so far, in the place of earlier ones. */
    void keepBest(ModelFolder model) throws IOException;

    /** Puts the weights of {@link #keepBest} back into the model. */
    void restoreBest(ModelFolder model) throws IOException;

    /** In memory alone: nothing to resume from. */
    static RunKeeper inMemory() {
        return new MemoryKeeper();
    }
}
