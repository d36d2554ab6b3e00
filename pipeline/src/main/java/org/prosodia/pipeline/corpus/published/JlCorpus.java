package org.prosodia.pipeline.corpus.published;

import static org.prosodia.pipeline.corpus.published.LabelMap.leftOut;
import static org.prosodia.pipeline.corpus.published.LabelMap.row;

import java.util.regex.Pattern;

/** {@link PublishedCorpus#JL}. */
final class JlCorpus extends NamedLayout {

    JlCorpus() {
        super(Pattern.compile("(?<speaker>(?:fe)?male\\d)_(?<emotion>[a-z]+)_(?<sentence>\\d+)[ab]_\\d"),
                "JL(wav+txt)/female1_angry_10a_1.wav (speaker, emotion, sentence and session, repetition)",
                LabelMap.of(row("angry", "angry", "anger"), row("sad", "sad", "sadness"), row("neutral", "neutral", "neutral"),
                        row("happy", "happy", "joy"), row("excited", "excited", "joy"), leftOut("anxious", "secondary emotion"),
                        leftOut("apologetic", "secondary emotion"), leftOut("assertive", "secondary emotion"),
                        leftOut("concerned", "secondary emotion"), leftOut("encouraging", "secondary emotion")));
    }
}
