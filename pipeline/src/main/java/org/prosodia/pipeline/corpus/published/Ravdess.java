package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.leftOut;
import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link PublishedCorpus#RAVDESS}. */
final class Ravdess extends NamedLayout {
    private static final String AUDIO_ONLY = "03";
    private static final String SPEECH = "01";

    Ravdess() {
        super(Pattern.compile("(?<modality>0[1-3])-(?<channel>0[12])-(?<emotion>\\d\\d)-(?<intensity>0[12])-(?<sentence>\\d\\d)"
                        + "-(?<repetition>\\d\\d)-(?<speaker>\\d\\d)"),
                "Actor_01/03-01-05-01-02-01-01.wav (modality, channel, emotion, intensity, statement, repetition, actor)",
                LabelMap.of(row("01", "neutral", "neutral"), row("02", "calm", "neutral"), row("03", "happy", "joy"),
                        row("04", "sad", "sadness"), row("05", "angry", "anger"), row("06", "fearful", "fear"),
                        row("07", "disgust", "disgust"), leftOut("08", "surprised")));
    }

    /** The same speech is published with and without the face. */
    @Override
    Optional<Finding.Skip> unwanted(Matcher name) {
        if (!name.group("channel").equals(SPEECH)) {
            return Optional.of(new Finding.Skip(SkipReason.OTHER_RECORDING, "song"));
        }
        return name.group("modality").equals(AUDIO_ONLY) ? Optional.empty()
                : Optional.of(new Finding.Skip(SkipReason.OTHER_RECORDING, "video"));
    }
}
