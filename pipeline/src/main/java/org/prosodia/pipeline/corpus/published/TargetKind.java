package org.prosodia.pipeline.corpus.published;

/** What a clip is to be heard as. */
public enum TargetKind {
    /** The emotion that the label became: one-hot, as in the paper. */
    LABELS,
    /** What people heard in it, as counts; clips that nobody was asked about have none. */
    VOTES
}
