package org.prosodia.tensor;

/** A stretch of code at whose end the memory of its results goes back to the {@link Workspace}, but for what is kept. */
final class Lease implements GradScope {
    private final Workspace.Frame frame;
    private final GradScope scope;

    /** @param frame null where there is no workspace: then nothing goes anywhere */
    Lease(Workspace.Frame frame, GradScope scope) {
        this.frame = frame;
        this.scope = scope;
    }

    /** The tensor outlives this stretch. */
    Tensor keep(Tensor x) {
        if (frame != null) {
            frame.keep(x);
        }
        return x;
    }

    @Override
    public void close() {
        scope.close();
        if (frame != null) {
            frame.end();
        }
    }
}
