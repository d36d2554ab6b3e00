package org.prosodia.studio.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.wav2vec2.JsonObject;

/** A server, and ways to ask it. */
abstract class ServerTest {
    @TempDir
    Path folder;
    URI address;
    String token;
    private StudioServer server;

    /** In the place of an earlier one. */
    void serve(StudioServer started) throws IOException {
        stop();
        server = started;
        address = server.address();
        token = address.getQuery().replace("token=", "");
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    Http get(String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: " + address.getAuthority()));
        lines.addAll(List.of(headers));
        return Http.send(address, lines, new byte[0]);
    }

    Http open(String path) throws IOException {
        return get(path, "X-Prosodia-Token: " + token);
    }

    Http post(String path, String body, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of("POST " + path + " HTTP/1.1", "Host: " + address.getAuthority(),
                "X-Prosodia-Token: " + token, "Content-Length: " + bytes.length));
        lines.addAll(headers.length == 0 ? List.of("Content-Type: application/json") : List.of(headers));
        return Http.send(address, lines, bytes);
    }

    static Map<String, Object> json(Http answer) throws IOException {
        return JsonObject.parse(Path.of("answer"), answer.body()).fields();
    }

    String nextId(String annotator) throws IOException {
        return ((Map<?, ?>) json(open("/api/next?annotator=" + annotator)).get("now")).get("id").toString();
    }
}
