package org.prosodia.bench;

import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.pipeline.training.RunKeeper;
import org.prosodia.tensor.TensorRuntime;

/** A training that is only timed. */
final class KeepsNothing implements RunKeeper {
    @Override
    public Optional<Snapshot> resume(TensorRuntime runtime) {
        return Optional.empty();
    }

    @Override
    public void checkpoint(Snapshot snapshot) {}

    @Override
    public void metrics(long step, Map<String, Double> values) {}

    @Override
    public void keepBest(ModelFolder model) {}

    @Override
    public void restoreBest(ModelFolder model) {}
}
