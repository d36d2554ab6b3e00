package org.prosodia.studio.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.pipeline.cli.CommandListener;

/** What is being done while people wait, and how far it is. */
final class Work implements CommandListener {
    static final String PHASE = "working";

    private volatile State state = new State("Preparing", 0, 0, 0, 0, null);

    /** Zeros where nothing is known; the failure is null while all goes well. */
    private record State(String what, long step, long steps, int epoch, int epochs, String failure) {}

    /** Something new. */
    void begin(String what) {
        state = new State(what, 0, 0, 0, 0, null);
    }

    /** The first reason that is given is what counts. */
    @Override
    public void failed(String reason) {
        State now = state;
        state = new State(now.what, now.step, now.steps, now.epoch, now.epochs, now.failure == null ? reason : now.failure);
    }

    @Override
    public void started(long done, long total, double seconds) {
        state = new State(state.what, done, total, 0, 0, null);
    }

    @Override
    public void step(Step step) {
        State now = state;
        state = new State(now.what, step.number(), now.steps, now.epoch, now.epochs, null);
    }

    @Override
    public void epoch(int epoch, int epochs, Map<String, Double> metrics, boolean best) {
        State now = state;
        state = new State(now.what, now.step, now.steps, epoch, epochs, null);
    }

    Answer answer() {
        State now = state;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("phase", PHASE);
        fields.put("what", now.what);
        fields.put("step", now.step);
        fields.put("steps", now.steps);
        fields.put("epoch", now.epoch);
        fields.put("epochs", now.epochs);
        fields.put("failure", now.failure);
        return Answer.json(200, fields);
    }
}
