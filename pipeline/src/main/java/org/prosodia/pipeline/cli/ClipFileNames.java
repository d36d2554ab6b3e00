package org.prosodia.pipeline.cli;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.prosodia.pipeline.corpus.ManifestEntry;

/**
 * File names for clips: their ids where every file system takes these, else what is left of them with a hash. An id is text from a file: it
 * may hold slashes, climb out of a folder, or differ from another by case alone.
 */
final class ClipFileNames {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9._-]{0,98}[A-Za-z0-9_-])?");
    private static final int KEPT = 60;

    private final Map<String, String> names = new HashMap<>();

    ClipFileNames(List<ManifestEntry> entries) {
        Set<String> taken = new HashSet<>();
        for (ManifestEntry entry : entries) {
            String name = entry.id();
            if (!PLAIN.matcher(name).matches() || !taken.add(name.toLowerCase(Locale.ROOT))) {
                name = hashed(entry.id());
                taken.add(name.toLowerCase(Locale.ROOT));
            }
            names.put(entry.id(), name);
        }
    }

    private static String hashed(String id) {
        String kept = id.substring(0, Math.min(KEPT, id.length())).replaceAll("[^A-Za-z0-9_-]", "_");
        return kept + "-" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Without ending. */
    String of(ManifestEntry entry) {
        return names.get(entry.id());
    }
}
