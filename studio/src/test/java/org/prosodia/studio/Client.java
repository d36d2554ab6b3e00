package org.prosodia.studio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.prosodia.wav2vec2.JsonObject;

/** What a page does, without a page. */
public record Client(URI address) {
    private static final int PATIENCE = 1200;
    private static final int BETWEEN_MILLIS = 100;

    public Map<?, ?> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).GET());
    }

    public Map<?, ?> post(String path, Map<String, String> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonObject.line(body))));
    }

    /** Answers the pair that comes next, and gives the state after it. */
    public Map<?, ?> answer(String annotator, String choice) throws IOException, InterruptedException {
        return post("/api/judgements", Map.of("annotator", annotator, "id", next(annotator), "choice", choice));
    }

    /** The id of the pair that comes next. */
    public String next(String annotator) throws IOException, InterruptedException {
        judging();
        return ((Map<?, ?>) get("/api/next?annotator=" + annotator).get("now")).get("id").toString();
    }

    /** Waits for the page for judging, which is there a moment after the server. */
    public Map<?, ?> judging() throws IOException, InterruptedException {
        return phase(phase -> phase.get("phase").equals("judging"));
    }

    /** Waits for a phase that is as it should be. */
    public Map<?, ?> phase(Predicate<Map<?, ?>> there) throws IOException, InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            Map<?, ?> phase = get("/api/phase");
            if (there.test(phase)) {
                return phase;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
        }
        throw new AssertionError("waited for another phase than " + get("/api/phase"));
    }

    private Map<?, ?> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.header("X-Prosodia-Token", address.getQuery().replace("token=", "")).build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + ": " + answer.body());
            }
            return JsonObject.parse(Path.of("answer"), answer.body()).fields();
        }
    }
}
