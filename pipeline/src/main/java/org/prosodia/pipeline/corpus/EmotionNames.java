package org.prosodia.pipeline.corpus;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Finds the emotion that a corpus means by a label, in any case. Corpora name the same thing differently; these names are one:
 *
 * <pre>
 * anger      angry, ang
 * disgust    disgusted, dis
 * fear       fearful, fea
 * joy        happiness, happy, hap
 * neutral    calm, neu
 * sadness    sad
 * surprise   surprised, sur
 * </pre>
 *
 * <p>Emotions of any other name are found by that name. When two emotions of the list share a row, a label that is neither of them means
 * the one further left.
 */
public final class EmotionNames {
    private static final List<List<String>> SYNONYMS = List.of(
            List.of("anger", "angry", "ang"),
            List.of("disgust", "disgusted", "dis"),
            List.of("fear", "fearful", "fea"),
            List.of("joy", "happiness", "happy", "hap"),
            List.of("neutral", "calm", "neu"),
            List.of("sadness", "sad"),
            List.of("surprise", "surprised", "sur"));

    private final List<String> emotions;
    private final List<String> keys;

    /** @param emotions names in the order of every vector [K], not blank, no two alike but for case */
    public EmotionNames(List<String> emotions) {
        this.emotions = List.copyOf(emotions);
        this.keys = emotions.stream().map(EmotionNames::key).toList();
        if (keys.isEmpty() || keys.contains("") || keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("emotions: expected names, none blank and no two alike, found " + emotions);
        }
    }

    /** The names [K] in the order of every vector. */
    public List<String> emotions() {
        return emotions;
    }

    /** Position of the emotion that {@code label} means; empty when it means none of them. */
    public OptionalInt indexOf(String label) {
        String key = key(label);
        int exact = keys.indexOf(key);
        if (exact >= 0) {
            return OptionalInt.of(exact);
        }
        return synonyms(key).stream().mapToInt(keys::indexOf).filter(i -> i >= 0).findFirst();
    }

    /** Whether {@code label} is a name of some emotion, of this list or not. */
    boolean isEmotion(String label) {
        return indexOf(label).isPresent() || !synonyms(key(label)).isEmpty();
    }

    /** The emotions with their other names, for messages: {@code anger (angry, ang), …}. */
    String described() {
        return emotions.stream().map(this::described).collect(Collectors.joining(", "));
    }

    private String described(String emotion) {
        String others = synonyms(key(emotion)).stream().filter(name -> !keys.contains(name)).collect(Collectors.joining(", "));
        return others.isEmpty() ? emotion : emotion + " (" + others + ")";
    }

    private static List<String> synonyms(String key) {
        Optional<List<String>> row = SYNONYMS.stream().filter(names -> names.contains(key)).findFirst();
        return row.orElse(List.of());
    }

    private static String key(String label) {
        return label.strip().toLowerCase(Locale.ROOT);
    }
}
