package org.prosodia.studio.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.prosodia.pipeline.cli.CommandListener;
import org.prosodia.pipeline.face.LinearAnimator;
import org.prosodia.studio.study.Study;

/**
 * The pages of a feedback loop, which follow each other at one address: judging, waiting while something is learnt, before and after. Pages
 * ask which phase it is, and make way for the next one.
 */
public final class FeedbackPages {
    static final String PHASE = "/api/phase";

    private final Media media;
    private final Work work = new Work();
    private volatile Routes routes;

    /** Begins with waiting. */
    public FeedbackPages(LinearAnimator animator) throws IOException {
        this.media = new Media(animator);
        this.routes = waiting();
    }

    /** Keeps what is to be learnt from. */
    @FunctionalInterface
    public interface Saving {
        /** Returns when it is on the disk. */
        void save() throws IOException;
    }

    /**
     * Shows the page for judging, until somebody there ends it.
     *
     * @param annotator the only one who may judge; empty when people say who they are
     * @param saving done at the end, when nobody can say anything more; fails it, judging goes on
     */
    public void judge(Study study, Optional<String> annotator, Saving saving) throws IOException, InterruptedException {
        Routes next = waiting();
        CountDownLatch ended = new CountDownLatch(1);
        routes = new EndingApi(study, new StudyApi(study, annotator, media), () -> {
            saving.save();
            routes = next;
            ended.countDown();
        }).routes();
        ended.await();
    }

    /** Shows that something is being done. Who is returned wants to know how it goes. */
    public CommandListener work(String what) {
        work.begin(what);
        return work;
    }

    /** Shows that it failed; where something more exact was heard, that. */
    public void fail(String reason) {
        work.failed(reason);
    }

    /**
     * Shows scenes.
     *
     * @param faces what the timelines of each are called
     */
    public void view(List<Scene> scenes, List<String> faces) throws IOException {
        routes = lateAnswersRefused(new ViewApi(scenes, faces, media).routes().get(PHASE, _ -> Answer.json(200, Map.of("phase", "viewing"))));
    }

    private Routes waiting() throws IOException {
        return lateAnswersRefused(new Routes("learn.html").get(PHASE, _ -> work.answer()));
    }

    private static Routes lateAnswersRefused(Routes routes) {
        EndingApi.WRITES.forEach(path -> routes.post(path, _ -> {
            throw EndingApi.tooLate();
        }));
        return routes;
    }

    /** What it is now that answers. */
    Route route() {
        return call -> routes.answer(call);
    }
}
