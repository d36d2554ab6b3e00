package org.prosodia.studio.server;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.studio.study.Annotator;
import org.prosodia.studio.study.Choice;
import org.prosodia.studio.study.Clip;
import org.prosodia.studio.study.Progress;
import org.prosodia.studio.study.Share;
import org.prosodia.studio.study.Showing;
import org.prosodia.studio.study.StaleException;
import org.prosodia.studio.study.Study;
import org.prosodia.wav2vec2.JsonObject;

/** What the page for judging asks for, as JSON. */
final class StudyApi {
    static final String PHASE = "judging";

    private final Study study;
    private final Optional<String> annotator;
    private final Media media;

    /** @param annotator the only one, or empty when people say who they are */
    StudyApi(Study study, Optional<String> annotator, Media media) {
        this.study = study;
        this.annotator = annotator;
        this.media = media;
    }

    /** Something that a person does to a showing. */
    @FunctionalInterface
    private interface Action {
        boolean on(Annotator annotator, String id) throws IOException, StaleException;
    }

    Routes routes() throws IOException {
        List<Scene> scenes = study.comparisons().clips().stream().map(StudyApi::scene).toList();
        return new SceneApi(scenes, media).addTo(new Routes("judge.html"))
                .get(FeedbackPages.PHASE, _ -> Answer.json(200, Map.of("phase", PHASE)))
                .get("/api/study", _ -> about()).get("/api/next", this::next)
                .post("/api/judgements", this::judge)
                .post("/api/skips", call -> act(Reading.body(call, Set.of("annotator", "id")), (person, id) -> {
                    person.skip(id);
                    return true;
                }))
                .post("/api/retractions", call -> act(Reading.body(call, Set.of("annotator", "id")), Annotator::retract));
    }

    private Answer about() {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("annotator", annotator.orElse(null));
        about.put("clips", study.comparisons().clips().size());
        about.put("pairs", study.comparisons().pairs().size());
        about.put("emotions", study.comparisons().emotions());
        return Answer.json(200, about);
    }

    private Answer next(Call call) throws Refusal {
        return Answer.json(200, state(person(call.query().getOrDefault("annotator", ""))));
    }

    private Answer judge(Call call) throws IOException, Refusal {
        JsonObject body = Reading.body(call, Set.of("annotator", "id", "choice"));
        String said = Reading.text(body, "choice");
        Choice choice = switch (said) {
            case "left" -> Choice.LEFT;
            case "right" -> Choice.RIGHT;
            case "tie" -> Choice.TIE;
            default -> throw new Refusal(400, "choice: expected left, right or tie, found \"" + said + "\"");
        };
        return act(body, (person, id) -> person.answer(id, choice));
    }

    /** Answers with the state after the action, and whether it changed anything. */
    private Answer act(JsonObject body, Action action) throws IOException, Refusal {
        Annotator person = person(Reading.text(body, "annotator"));
        try {
            boolean changed = action.on(person, Reading.text(body, "id"));
            Map<String, Object> state = state(person);
            state.put("changed", changed);
            return Answer.json(200, state);
        } catch (StaleException e) {
            Map<String, Object> state = state(person);
            state.put("error", e.getMessage());
            return Answer.json(409, state);
        } catch (IOException e) {
            throw new Refusal(507, "not saved: " + e.getMessage() + ". Nothing is lost: " + (mayBeFull(e.getCause())
                    ? "if the disk is full make room on it, and press the key again" : "press the key again when that is mended"));
        }
    }

    /** Who says so, where the name is good and may judge here. */
    Annotator person(String name) throws Refusal {
        Optional<String> problem = Study.problem(name);
        if (problem.isPresent()) {
            throw new Refusal(400, "annotator: " + problem.get());
        }
        if (annotator.isPresent() && !annotator.get().equals(name)) {
            throw new Refusal(403, "annotator: expected " + annotator.get() + ", who this studio was started for");
        }
        return study.annotator(name);
    }

    private static Map<String, Object> state(Annotator person) {
        Map<String, Object> state = new LinkedHashMap<>();
        List<Showing> next = person.next(2);
        state.put("now", next.isEmpty() ? null : showing(person, next.getFirst()));
        state.put("then", next.size() < 2 ? null : showing(person, next.getLast()));
        Progress progress = person.progress();
        state.put("done", progress.done());
        state.put("left", progress.left());
        state.put("ties", progress.ties());
        state.put("skipped", progress.skipped());
        state.put("consistent", share(progress.consistent()));
        state.put("agreeing", share(progress.agreeing()));
        state.put("last", progress.last().orElse(null));
        return state;
    }

    /** Full disks have no exception of their own; other things that can go wrong with files have. */
    private static boolean mayBeFull(Throwable failure) {
        return failure.getClass() == IOException.class || failure.getClass() == FileSystemException.class;
    }

    private static List<Integer> share(Share share) {
        return List.of(share.part(), share.whole());
    }

    private static Map<String, Object> showing(Annotator person, Showing showing) {
        int clip = showing.pair().clip().index();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", person.id(showing));
        fields.put("audio", SceneApi.AUDIO + clip);
        fields.put("left", SceneApi.CURVES + clip + "/" + showing.left());
        fields.put("right", SceneApi.CURVES + clip + "/" + showing.right());
        return fields;
    }

    private static Scene scene(Clip clip) {
        return new Scene(clip.id(), clip.file(), clip.sides().stream().map(Preference.Side::timeline).toList());
    }
}
