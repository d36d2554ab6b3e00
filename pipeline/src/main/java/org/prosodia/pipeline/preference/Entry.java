package org.prosodia.pipeline.preference;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One line of a preference file: an answer, or that an earlier answer is taken back. Lines are only ever added. */
public sealed interface Entry permits Preference, Retraction {
    /** Who wrote it. */
    String annotator();

    /** When. */
    Instant time();

    /** The answers that nobody took back, in their order. */
    static List<Preference> standing(List<Entry> entries) {
        Map<Object, Preference> standing = new LinkedHashMap<>();
        for (Entry entry : entries) {
            switch (entry) {
                case Preference preference -> standing.put(preference.id().<Object>map(id -> new Name(preference.annotator(), id))
                        .orElseGet(Object::new), preference);
                case Retraction retraction -> standing.remove(new Name(retraction.annotator(), retraction.id()));
            }
        }
        return new ArrayList<>(standing.values());
    }

    /** What names an answer within a file. */
    record Name(String annotator, String id) {}
}
