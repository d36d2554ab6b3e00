package org.prosodia.pipeline.training;

import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Remembers the best weights, and nothing else. */
final class MemoryKeeper implements RunKeeper {
    private Map<String, Tensor> best;

    @Override
    public Optional<Snapshot> resume(TensorRuntime runtime) {
        return Optional.empty();
    }

    @Override
    public void checkpoint(Snapshot snapshot) {}

    @Override
    public void metrics(long step, Map<String, Double> values) {}

    @Override
    public void keepBest(ModelFolder model) {
        best = model.model().stateDict();
    }

    @Override
    public void restoreBest(ModelFolder model) {
        model.model().loadStateDict(best);
    }
}
