package org.prosodia.studio.cli;

import java.io.IOException;
import java.net.InetAddress;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.studio.server.StudioServer;
import picocli.CommandLine.Option;

/** Where a server listens, and who opens its page. For {@code Mixin} fields. */
final class ServerOptions {
    @Option(names = "--port", paramLabel = "N", defaultValue = "0", description = "to listen at (default: any that is free)")
    private int port;

    @Option(names = "--bind", paramLabel = "ADDRESS", defaultValue = "127.0.0.1",
            description = "to listen at; anything but this machine's own lets others in (default: ${DEFAULT-VALUE})")
    private String bind;

    @Option(names = "--no-browser", description = "say where the page is, and leave opening it to others")
    private boolean noBrowser;

    /** Something that starts a server. */
    @FunctionalInterface
    interface Start {
        StudioServer at(String bind, int port) throws IOException;
    }

    /** What is done while a server runs. */
    @FunctionalInterface
    interface Work {
        /** Returns the exit code. */
        int with(StudioServer server) throws IOException, InterruptedException;
    }

    /** Serves until the process is ended. */
    int serve(Start start, Console console) throws IOException {
        return serve(start, console, server -> {
            server.join();
            return 0;
        });
    }

    /** Serves while something is done. */
    int serve(Start start, Console console, Work work) throws IOException {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port: expected 0 to 65535, found " + port);
        }
        if (!InetAddress.getByName(bind).isLoopbackAddress()) {
            console.warn("--bind " + bind + ": whoever can reach this machine and knows the address below can judge, and hear the audio;"
                    + " nothing is encrypted");
        }
        try (StudioServer server = start.at(bind, port)) {
            console.out().println(server.address());
            console.out().flush();
            if (!noBrowser) {
                Browser.open(server.address(), console);
            }
            return work.with(server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
