package org.prosodia.pipeline.corpus.published;

import java.util.Optional;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Split;

/**
 * What a corpus says of a clip, whether or not its audio is there.
 *
 * @param id name of the clip, unique in the corpus
 * @param speaker as the corpus calls them
 * @param sentence what is said, as the corpus numbers its texts; of conversations the dialogue, whose words belong together
 * @param label the corpus's own emotion label
 * @param emotion what the label becomes, one of the six; empty without a label and for labels that are left out
 * @param votes of people who only heard the clip, over the six emotions [6]
 * @param split what the authors meant the clip for
 */
public record ClipDescription(String id, String speaker, Optional<String> sentence, Optional<String> label, Optional<String> emotion,
        Optional<EmotionVotes> votes, Optional<Split> split) {

    /** A clip with a label. */
    static ClipDescription labelled(String id, String speaker, String sentence, String label, LabelMap labels) {
        return new ClipDescription(id, speaker, Optional.of(sentence), Optional.of(label), labels.emotion(label), Optional.empty(),
                Optional.empty());
    }

    ClipDescription withVotes(EmotionVotes heard) {
        return new ClipDescription(id, speaker, sentence, label, emotion, Optional.of(heard), split);
    }

    ClipDescription withSplit(Split purpose) {
        return new ClipDescription(id, speaker, sentence, label, emotion, votes, Optional.of(purpose));
    }
}
