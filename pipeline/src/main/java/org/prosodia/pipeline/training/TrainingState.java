package org.prosodia.pipeline.training;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where a training stands besides its weights: all that a checkpoint holds of it. Changed by the trainer alone. */
final class TrainingState {
    /** Steps done. */
    long step;
    /** Sums over the batches of the running epoch. */
    double epochLoss;
    long epochClips;
    /** The best measure so far and its epoch, 0 before the first. */
    double best;
    int bestEpoch;
    Map<String, Double> bestMetrics = Map.of();
    /** Epochs since then. */
    int worse;

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("epochLoss", epochLoss);
        map.put("epochClips", epochClips);
        map.put("best", best);
        map.put("bestEpoch", (long) bestEpoch);
        map.put("bestMetrics", new LinkedHashMap<String, Object>(bestMetrics));
        map.put("worse", (long) worse);
        return map;
    }

    static TrainingState of(long step, Map<String, Object> map) {
        TrainingState state = new TrainingState();
        state.step = step;
        state.epochLoss = (Double) map.get("epochLoss");
        state.epochClips = (Long) map.get("epochClips");
        state.best = (Double) map.get("best");
        state.bestEpoch = Math.toIntExact((Long) map.get("bestEpoch"));
        state.worse = Math.toIntExact((Long) map.get("worse"));
        state.bestMetrics = new LinkedHashMap<>();
        ((Map<?, ?>) map.get("bestMetrics")).forEach((name, value) -> state.bestMetrics.put((String) name, (Double) value));
        return state;
    }
}
