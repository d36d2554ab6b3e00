package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.leftOut;
import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.util.regex.Pattern;

/** {@link PublishedCorpus#EMO_DB}. */
final class EmoDb extends NamedLayout {

    EmoDb() {
        super(Pattern.compile("(?<speaker>\\d\\d)(?<sentence>[ab]\\d\\d)(?<emotion>[A-Z])[a-z]?"),
                "wav/03a01Fa.wav (speaker, text, emotion, version)",
                LabelMap.of(row("W", "Wut (anger)", "anger"), row("E", "Ekel (disgust)", "disgust"), row("A", "Angst (fear)", "fear"),
                        row("F", "Freude (joy)", "joy"), row("N", "neutral", "neutral"), row("T", "Trauer (sadness)", "sadness"),
                        leftOut("L", "Langeweile (boredom)")));
    }
}
