package org.prosodia.pipeline.corpus.published;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the folder of a corpus gave.
 *
 * @param clips that can be used, in the order of their files; each has an emotion, but for corpora without labels
 * @param withoutAudio clips that the corpus describes and whose audio is not there or cannot be used
 * @param skipped all that is not among the clips, and why
 */
public record CorpusReading(PublishedCorpus corpus, Path folder, List<PublishedClip> clips, List<ClipDescription> withoutAudio,
        SkipReport skipped) {

    public CorpusReading {
        clips = List.copyOf(clips);
        withoutAudio = List.copyOf(withoutAudio);
    }

    /** All that the corpus says of its clips, audio or no audio: enough to study its labels and votes. */
    public List<ClipDescription> descriptions() {
        return Stream.concat(clips.stream().map(PublishedClip::description), withoutAudio.stream()).toList();
    }
}
