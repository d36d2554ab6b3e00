package org.prosodia.pipeline.corpus.published;

/** How the clips of a corpus are divided into train, dev and test. */
public sealed interface SplitRule {
    /** No speaker is in two parts: what is measured is how strangers are understood. */
    SplitRule DEFAULT = new BySpeaker(0.1, 0.2, 1);

    /** Not at all. */
    record Undivided() implements SplitRule {}

    /**
     * By speaker, as {@link org.prosodia.pipeline.corpus.Manifest#splitBySpeaker} does it.
     *
     * @param dev share of the clips, 0 or more
     * @param test share of the clips, 0 or more
     * @param seed draws the speakers
     */
    record BySpeaker(double dev, double test, long seed) implements SplitRule {}

    /** By sentence in the same way: all voices are known, and what is said is new. */
    record BySentence(double dev, double test, long seed) implements SplitRule {}

    /** These sentences, and all others to learn from. */
    record Sentences(SentenceSet dev, SentenceSet test) implements SplitRule {}

    /** As the corpus's authors did. */
    record AsPublished() implements SplitRule {}
}
