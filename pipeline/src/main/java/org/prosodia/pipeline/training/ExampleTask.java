package org.prosodia.pipeline.training;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.backend.profile.Span;

/** What the stages have in common: a model, examples to learn from, and some held out. */
abstract class ExampleTask<T> implements Task {
    private final ModelFolder folder;
    private final List<Example<T>> train;
    private final List<Example<T>> dev;

    ExampleTask(ModelFolder folder, List<Example<T>> train, List<Example<T>> dev) {
        if (train.isEmpty()) {
            throw new IllegalArgumentException("expected at least one example to learn from, found none");
        }
        this.folder = folder;
        this.train = List.copyOf(train);
        this.dev = List.copyOf(dev);
    }

    /** Refuses targets that cannot be learnt before anything is, naming the clip. */
    final void requireTargets(Consumer<T> check) {
        for (Example<T> example : Stream.concat(train.stream(), dev.stream()).toList()) {
            try {
                check.accept(example.target());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("clip " + example.name() + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public final ModelFolder model() {
        return folder;
    }

    @Override
    public final int size() {
        return train.size();
    }

    @Override
    public final int length(int example) {
        return train.get(example).length();
    }

    @Override
    public final String name(int example) {
        return train.get(example).name();
    }

    final Example<T> example(int i) {
        return train.get(i);
    }

    /** A part of the work, in a profile. */
    final Span span(String name) {
        return folder.model().encoder().runtime().span(name);
    }

    final List<Example<T>> dev() {
        return dev;
    }
}
