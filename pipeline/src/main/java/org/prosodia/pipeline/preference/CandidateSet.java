package org.prosodia.pipeline.preference;

import java.util.HashSet;
import java.util.List;
import org.prosodia.pipeline.timeline.Window;

/**
 * The timelines of one clip that are to be compared.
 *
 * @param id name of the clip
 * @param audio path of the clip, all of that file, relative to the folder of the {@link CandidateFile} or absolute
 * @param model name of the model that was heard through the windows
 * @param candidates at least one, no two of the same file
 */
public record CandidateSet(String id, String audio, String model, List<Candidate> candidates) {

    /** Requires names and a candidate. */
    public CandidateSet {
        candidates = List.copyOf(candidates);
        requireText("id", id);
        requireText("audio", audio);
        requireText("model", model);
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("candidates: expected at least one, found none");
        }
        if (new HashSet<>(candidates.stream().map(Candidate::file).toList()).size() < candidates.size()) {
            throw new IllegalArgumentException("candidates: expected no two of the same file, found " + candidates);
        }
    }

    private static void requireText(String field, String text) {
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException(field + ": expected a name, found none");
        }
    }

    /**
     * One timeline.
     *
     * @param file that holds it, relative to the folder of the {@link CandidateFile} or absolute
     * @param window that made it
     */
    public record Candidate(String file, Window window) {
        /** Requires a path. */
        public Candidate {
            requireText("file", file);
        }
    }
}
