package org.prosodia.pipeline.corpus.published;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some of the sentences of a corpus.
 *
 * @param text as it was written: names and ranges of numbers, with commas between, such as {@code 61-70,IEO}
 * @param items one for each part of it
 */
public record SentenceSet(String text, List<Item> items) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    /** No sentence. */
    public static final SentenceSet NONE = new SentenceSet("", List.of());

    /** A part of the set. */
    public sealed interface Item {
        /** Numbers from {@code first} to {@code last}, both included, however many zeros they begin with. */
        record Range(int first, int last) implements Item {
            @Override
            public boolean contains(String sentence) {
                return NUMBER.matcher(sentence).matches() && Integer.parseInt(sentence) >= first && Integer.parseInt(sentence) <= last;
            }
        }

        /** The sentence that the corpus calls so. */
        record Name(String name) implements Item {
            @Override
            public boolean contains(String sentence) {
                return sentence.equalsIgnoreCase(name);
            }
        }

        boolean contains(String sentence);
    }

    public SentenceSet {
        items = List.copyOf(items);
    }

    /** @throws IllegalArgumentException for something else than names and rising ranges with commas between */
    public static SentenceSet parse(String text) {
        List<Item> items = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            items.add(item(part.strip(), text));
        }
        return new SentenceSet(text, items);
    }

    private static Item item(String part, String text) {
        Matcher range = RANGE.matcher(part);
        if (range.matches() && Integer.parseInt(range.group(1)) <= Integer.parseInt(range.group(2))) {
            return new Item.Range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        if (part.isEmpty() || range.matches()) {
            throw new IllegalArgumentException("sentences: expected names or ranges such as 71-90 or IEO,TIE, found \"" + text + "\"");
        }
        return NUMBER.matcher(part).matches() ? new Item.Range(Integer.parseInt(part), Integer.parseInt(part)) : new Item.Name(part);
    }

    public boolean contains(String sentence) {
        return items.stream().anyMatch(item -> item.contains(sentence));
    }

    @Override
    public String toString() {
        return text;
    }
}
