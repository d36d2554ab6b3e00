package org.prosodia.studio.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.prosodia.pipeline.face.LinearAnimator;
import org.prosodia.studio.study.Study;

/** A web server for the pages of the studio, from its start to its close. Its address holds the token that lets a browser in. */
public final class StudioServer implements AutoCloseable {
    private static final int THREADS = 64;
    private static final int IDLE_MILLIS = 60_000;

    private final Server server;
    private final URI address;

    private StudioServer(Server server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Serves the page for judging.
     *
     * @param annotator the only one who may judge; empty when people say who they are
     * @param bind name or address to listen at
     * @param port 0 for any that is free
     */
    public static StudioServer judge(Study study, Optional<String> annotator, LinearAnimator animator, String bind, int port)
            throws IOException {
        return start(new StudyApi(study, annotator, new Media(animator)).routes()::answer, bind, port);
    }

    /**
     * Serves the page for viewing.
     *
     * @param faces one or two: what the timelines of each scene are called
     */
    public static StudioServer view(List<Scene> scenes, List<String> faces, LinearAnimator animator, String bind, int port)
            throws IOException {
        return start(new ViewApi(scenes, faces, new Media(animator)).routes()::answer, bind, port);
    }

    /** Serves pages that follow each other. */
    public static StudioServer feedback(FeedbackPages pages, String bind, int port) throws IOException {
        return start(pages.route(), bind, port);
    }

    private static StudioServer start(Route route, String bind, int port) throws IOException {
        InetAddress at = InetAddress.getByName(bind);
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("studio");
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(at.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        try {
            // The port, which the guard has to know, is there once the connector is open; requests wait until the server has started.
            connector.open();
            String token = Guard.newToken();
            server.setHandler(new StudioHandler(route, new Guard(token, bind, connector.getLocalPort())));
            server.start();
            String host = at.isAnyLocalAddress() ? "localhost" : bind.contains(":") ? "[" + at.getHostAddress() + "]" : bind;
            return new StudioServer(server, URI.create("http://" + host + ":" + connector.getLocalPort() + "/?token=" + token));
        } catch (IOException e) {
            throw new IOException("expected to listen at " + new InetSocketAddress(at, port) + ", found " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IOException("the server did not start: " + e.getMessage(), e);
        }
    }

    /** Where a browser is to go, with the token. */
    public URI address() {
        return address;
    }

    /** Waits until it ends. */
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the server did not stop: " + e.getMessage(), e);
        }
    }
}
