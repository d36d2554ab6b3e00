package org.prosodia.studio.server;

/** A request that gets no more than a reason why not. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String reason) {
        super(reason);
        this.status = status;
    }

    /** What is asked for is not there, or not to be had. */
    static Refusal nothingThere() {
        return new Refusal(404, "there is nothing at this address");
    }

    int status() {
        return status;
    }
}
