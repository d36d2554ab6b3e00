package org.prosodia.studio.server;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.prosodia.studio.study.Annotator;
import org.prosodia.studio.study.Progress;
import org.prosodia.studio.study.Study;
import org.prosodia.wav2vec2.JsonObject;

/**
 * Judging that somebody ends, for all, so that what was said is learnt from. Answers of several people go on beside each other; the end
 * waits for those that are under way, and whatever comes after it is refused. So what was acknowledged before the end is learnt from, and
 * nothing else.
 */
final class EndingApi {
    /** All that a page for judging may send. */
    static final Set<String> WRITES = Set.of("/api/judgements", "/api/skips", "/api/retractions", "/api/learn");

    private final Study study;
    private final StudyApi judging;
    private final FeedbackPages.Saving saving;
    private final ReadWriteLock turns = new ReentrantReadWriteLock();
    private boolean over;

    /** @param saving what the end does; when it fails, judging goes on */
    EndingApi(Study study, StudyApi judging, FeedbackPages.Saving saving) {
        this.study = study;
        this.judging = judging;
        this.saving = saving;
    }

    static Refusal tooLate() {
        return new Refusal(410, "the judging has ended: this came too late and was not saved");
    }

    Routes routes() throws IOException {
        return judging.routes().aroundPosts(this::beforeTheEnd)
                .get(FeedbackPages.PHASE, _ -> Answer.json(200, Map.of("phase", StudyApi.PHASE, "choices", choices())))
                .post("/api/learn", this::learn);
    }

    private Route beforeTheEnd(Route route) {
        return call -> {
            turns.readLock().lock();
            try {
                if (over) {
                    throw tooLate();
                }
                return route.answer(call);
            } finally {
                turns.readLock().unlock();
            }
        };
    }

    /** Answers that stand and teach something. */
    private int choices() {
        return study.annotators().stream().map(Annotator::progress).mapToInt(progress -> progress.done() - progress.ties()).sum();
    }

    private Answer learn(Call call) throws Refusal {
        JsonObject body = Reading.body(call, Set.of("annotator", "sure"));
        String sure = Reading.text(body, "sure");
        if (!sure.equals("yes") && !sure.equals("no")) {
            throw new Refusal(400, "sure: expected yes or no, found \"" + sure + "\"");
        }
        Annotator person = judging.person(Reading.text(body, "annotator"));
        turns.writeLock().lock();
        try {
            if (over) {
                throw tooLate();
            }
            if (choices() == 0) {
                throw new Refusal(409, "expected an answer that is no tie, to learn from, found none");
            }
            String price = price(person.progress());
            if (sure.equals("no") && !price.isEmpty()) {
                return Answer.json(409, Map.of("error", "not sure", "price", price));
            }
            saving.save();
            over = true;
            return Answer.json(200, Map.of());
        } catch (IOException e) {
            throw new Refusal(507, "not saved: " + e.getMessage() + ". Nothing is lost, and you can go on judging");
        } finally {
            turns.writeLock().unlock();
        }
    }

    /** What an end now means, where somebody should know; empty where all is done. */
    private String price(Progress mine) {
        int others = study.annotators().size() - 1;
        return (mine.left() == 0 ? "" : "You have not judged " + count(mine.left(), "pair", "pairs") + ". ")
                + (others == 0 ? "" : "This ends the judging for " + count(others, "other person", "other people") + " as well. ");
    }

    private static String count(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }
}
