package org.prosodia.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.prosodia.pipeline.cli.Main;

/** A command that serves, on a thread of its own; interrupting it is pressing Ctrl-C. */
public final class Serving implements AutoCloseable {
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final StringWriter err = new StringWriter();
    private final Thread thread;

    private Serving(String... arguments) {
        PrintWriter out = new PrintWriter(new StringWriter(), true) {
            @Override
            public void println(Object line) {
                address.complete(URI.create(line.toString()));
            }
        };
        thread = Thread.ofVirtual().start(() -> {
            exit.complete(Main.run(out, new PrintWriter(err, true), arguments));
            address.completeExceptionally(new AssertionError("ended without an address: " + err));
        });
    }

    public static Serving start(String... arguments) {
        return new Serving(arguments);
    }

    public URI address() throws Exception {
        return address.get(2, TimeUnit.MINUTES);
    }

    public Client client() throws Exception {
        return new Client(address());
    }

    public String err() {
        return err.toString();
    }

    /** The exit code, once it ends by itself. */
    public int exit() throws Exception {
        return exit.get(2, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        if (!exit.isDone()) {
            thread.interrupt();
            assertEquals(0, exit.join(), err.toString());
        }
    }
}
