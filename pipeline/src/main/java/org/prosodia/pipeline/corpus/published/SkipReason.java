package org.prosodia.pipeline.corpus.published;

/** Why a file or a clip of a corpus is not used. */
public enum SkipReason {
    /** The repository was cloned, or downloaded as an archive, without its large files. */
    GIT_LFS_POINTER("Git LFS pointers in the place of audio; 'git lfs pull' in the corpus's repository brings it"),
    /** A table lists the clip. */
    MISSING("listed by the corpus, but no file of that name is there"),
    /** The label is none of the six emotions, as the corpus's {@link LabelMap} says. */
    LEFT_OUT("labels that are left out"),
    /** A label that {@link LabelMap} does not have. */
    UNKNOWN_LABEL("labels that the corpus is not known to have"),
    /** The file is called differently from all published ones. */
    UNREADABLE_NAME("names that are not as published"),
    /** The file is called as published, and the corpus's tables know nothing of it. */
    NOT_LISTED("not listed by the corpus's tables"),
    /** Songs, and faces without sound. */
    OTHER_RECORDING("recordings of something else than speech"),
    /** Video, and formats that {@link org.prosodia.pipeline.audio.AudioFormat} does not have. */
    NOT_AUDIO("no audio that can be read (WAV, FLAC, MP3, Ogg Vorbis, AIFF, AU); convert it, or extract it from video"),
    /** The decoder gave up, or there is less than one frame of the model. */
    DAMAGED("audio that is damaged, empty or shorter than 25 ms"),
    /** The clip is there several times. */
    DUPLICATE("the same clip again, in another folder or format");

    private final String text;

    SkipReason(String text) {
        this.text = text;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
