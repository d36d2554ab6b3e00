package org.prosodia.studio.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Judging until somebody ends it, and what is learnt from that. The files of a round say how far it is, and no other round touches them.
 *
 * @param folder of the whole loop
 * @param number from 1
 */
record Round(Path folder, int number) {

    /** The last one that was ended, or the first. */
    static Round latest(Path folder) {
        Round round = new Round(folder, 1);
        while (round.next().isJudged()) {
            round = round.next();
        }
        return round;
    }

    Round next() {
        return new Round(folder, number + 1);
    }

    private Path path(String name, String ending) {
        return folder.resolve((number == 1 ? name : name + "-" + number) + ending);
    }

    /** The choices that stood when judging was ended. */
    Path choices() {
        return path("stage3", ".jsonl");
    }

    /** Folder of the training. */
    Path run() {
        return path("stage3", "");
    }

    Path model() {
        return run().resolve("model");
    }

    /** Folder of what the trained model hears. */
    Path after() {
        return path("after", "");
    }

    /** Whether judging was ended. */
    boolean isJudged() {
        return Files.exists(choices());
    }

    /** Whether the model is there: its card is written last. */
    boolean isLearnt() {
        return Files.exists(model().resolve("README.md"));
    }
}
