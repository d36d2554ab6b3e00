package org.prosodia.studio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.studio.server.StudioServer;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;
import org.prosodia.wav2vec2.JsonObject;

/**
 * Several people who judge all pairs as fast as the server lets them, every tenth answer sent twice. As a program it takes the numbers of
 * pairs and people and says how long answers took.
 *
 * @param acknowledged answers that the server said are saved: annotator and id
 * @param written the same as the file has them
 * @param millis that each request took, in rising order
 */
public record Load(Set<List<String>> acknowledged, List<List<String>> written, List<Double> millis) {
    private static final int PAIRS_PER_CLIP = 10;
    private static final int TWICE = 10;

    /** Arguments: pairs, people; 10000 and 8 where there are none. */
    public static void main(String[] arguments) throws Exception {
        int pairs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int people = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
        Path folder = Files.createTempDirectory("studio-load");
        Load load = run(folder, pairs, people);
        System.out.printf(Locale.ROOT, "%d pairs, %d people: %d answers acknowledged, %d lines, %d lost, %d doubled%n", pairs, people,
                load.acknowledged.size(), load.written.size(), load.lost(), load.doubled());
        System.out.printf(Locale.ROOT, "response: median %.1f ms, 95 %% %.1f ms, 99 %% %.1f ms, slowest %.1f ms%n", load.percentile(50),
                load.percentile(95), load.percentile(99), load.percentile(100));
    }

    /** @param folder for everything that is made */
    public static Load run(Path folder, int pairs, int people) throws Exception {
        Path out = folder.resolve("preferences.jsonl");
        Comparisons comparisons = Comparisons.read(Material.write(folder, pairs / PAIRS_PER_CLIP, 5, 10), out, PAIRS_PER_CLIP, false, 1);
        Study study = Study.open(comparisons, new Schedule(1, 0, false), out, InstantSource.system());
        Set<List<String>> acknowledged = Collections.synchronizedSet(new HashSet<>());
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        try (StudioServer server = StudioServer.judge(study, Optional.empty(), FaceAnimator.DEFAULT, "127.0.0.1", 0);
                HttpClient client = HttpClient.newHttpClient();
                ExecutorService threads = Executors.newFixedThreadPool(people)) {
            List<Callable<Void>> all = new ArrayList<>();
            for (int i = 0; i < people; i++) {
                Person person = new Person("person" + i, server.address(), client, acknowledged, millis);
                all.add(person::judgeAll);
            }
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        }
        List<List<String>> written = new PreferenceFile(out, Material.EMOTIONS).read().stream()
                .map((Preference p) -> List.of(p.annotator(), p.id().orElseThrow())).toList();
        return new Load(Set.copyOf(acknowledged), written, millis.stream().sorted().toList());
    }

    /** Acknowledged and not in the file. */
    public int lost() {
        Set<List<String>> missing = new HashSet<>(acknowledged);
        missing.removeAll(new HashSet<>(written));
        return missing.size();
    }

    /** Lines that another line is the same as, or that nobody was told of. */
    public int doubled() {
        Map<List<String>, Integer> counts = new HashMap<>();
        written.forEach(line -> counts.merge(line, 1, Integer::sum));
        return (int) counts.entrySet().stream().filter(line -> line.getValue() > 1 || !acknowledged.contains(line.getKey())).count();
    }

    double percentile(int percent) {
        return millis.get((millis.size() - 1) * percent / 100);
    }

    private record Person(String name, URI address, HttpClient client, Set<List<String>> acknowledged, List<Double> millis) {

        private Void judgeAll() throws IOException, InterruptedException {
            Map<?, ?> state = send(HttpRequest.newBuilder(address.resolve("/api/next?annotator=" + name)).GET());
            for (int i = 0; state.get("now") instanceof Map<?, ?> now; i++) {
                String id = now.get("id").toString();
                String choice = List.of("left", "right", "tie").get(i % 3);
                String body = JsonObject.line(Map.of("annotator", name, "id", id, "choice", choice));
                long begin = System.nanoTime();
                state = post(body);
                millis.add((System.nanoTime() - begin) / 1e6);
                if (!Boolean.TRUE.equals(state.get("changed")) || !acknowledged.add(List.of(name, id))) {
                    throw new IllegalStateException("an answer that was there before: " + id);
                }
                if (i % TWICE == 0 && Boolean.TRUE.equals(post(body).get("changed"))) {
                    throw new IllegalStateException("saved twice: " + id);
                }
            }
            return null;
        }

        private Map<?, ?> post(String body) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(address.resolve("/api/judgements")).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private Map<?, ?> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            String token = address.getQuery().replace("token=", "");
            HttpResponse<String> answer =
                    client.send(request.header("X-Prosodia-Token", token).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + ": " + answer.body());
            }
            return JsonObject.parse(Path.of("answer"), answer.body()).fields();
        }
    }
}
