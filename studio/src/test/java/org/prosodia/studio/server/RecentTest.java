package org.prosodia.studio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentTest {
    private final List<String> made = new ArrayList<>();
    /** Keeps ten letters. */
    private final Recent<String, String> words = new Recent<>(10, String::length, word -> {
        made.add(word);
        if (word.isEmpty()) {
            throw new IOException("no word");
        }
        return word;
    });

    private List<String> madeBy(String... asked) throws IOException {
        made.clear();
        for (String word : asked) {
            assertEquals(word, words.get(word));
        }
        return List.copyOf(made);
    }

    @Test
    void whatWasUsedLastIsKeptAsMuchAsMayBe() throws IOException {
        assertEquals(List.of("one", "two", "four"), madeBy("one", "two", "four", "one", "two"));
        assertEquals(List.of("six", "four"), madeBy("six", "one", "two", "four"), "four was the eldest");
    }

    @Test
    void oneThatIsTooLongIsKeptUntilTheNextComes() throws IOException {
        assertEquals(List.of("one", "encyclopaedia"), madeBy("one", "encyclopaedia", "encyclopaedia"));
        assertEquals(List.of("one", "encyclopaedia"), madeBy("one", "one", "encyclopaedia"));
    }

    @Test
    void whatCouldNotBeMadeIsTriedAgainAndTakesNoPlace() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertEquals("no word", assertThrows(IOException.class, () -> words.get("")).getMessage());
        }
        assertEquals(List.of("", ""), made);
        assertEquals(List.of("seventeen", "a"), madeBy("seventeen", "a", "seventeen"));
    }
}
