package org.prosodia.pipeline.face.format;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.prosodia.pipeline.face.Blendshape;

/** The channels of a file, in the order that it has them. */
final class Channels {
    private final int[] ordinals;

    private Channels(int[] ordinals) {
        this.ordinals = ordinals;
    }

    /** @throws BlendshapeFormatException unless all channels are there, each once, and nothing else */
    static Channels of(Path file, List<String> names) throws BlendshapeFormatException {
        Set<String> missing = new HashSet<>(Blendshape.NAMES);
        List<String> unknown = new ArrayList<>();
        int[] ordinals = new int[names.size()];
        for (int i = 0; i < ordinals.length; i++) {
            String name = names.get(i);
            if (Blendshape.of(name).isEmpty()) {
                unknown.add(name);
            } else if (!missing.remove(name)) {
                throw new BlendshapeFormatException(file, "channels", "each once", name + " twice");
            } else {
                ordinals[i] = Blendshape.of(name).get().ordinal();
            }
        }
        if (!unknown.isEmpty()) {
            throw new BlendshapeFormatException(file, "channels", "ARKit's names, such as " + Blendshape.NAMES.getFirst(), listed(unknown));
        }
        if (!missing.isEmpty()) {
            throw new BlendshapeFormatException(file, "channels", "all " + Blendshape.COUNT,
                    "none of the name " + listed(Blendshape.NAMES.stream().filter(missing::contains).toList()));
        }
        return new Channels(ordinals);
    }

    private static String listed(List<String> names) {
        List<String> shown = names.stream().limit(5).map(name -> '"' + shortened(name) + '"').toList();
        return String.join(", ", shown) + (names.size() > shown.size() ? " and " + (names.size() - shown.size()) + " more" : "");
    }

    private static String shortened(String name) {
        return (name.length() <= 40 ? name : name.substring(0, 40) + "…").replaceAll("\\p{Cntrl}", "·");
    }

    int count() {
        return ordinals.length;
    }

    /** Brings a row [52] of the file to our order. */
    void copy(float[] row, float[] values, int at) {
        for (int i = 0; i < ordinals.length; i++) {
            values[at + ordinals[i]] = row[i];
        }
    }
}
