package org.prosodia.pipeline.corpus.published;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A file of a corpus.
 *
 * @param path where it is
 * @param relative where that is from the corpus's folder
 */
record CorpusFile(Path path, Path relative) {

    /** The name without its ending. */
    String stem() {
        String name = relative.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    /** Names of the folders that it is in, from the corpus's inward. */
    List<String> folders() {
        Path parent = relative.getParent();
        return parent == null ? List.of() : StreamSupport.stream(parent.spliterator(), false).map(Path::toString).toList();
    }

    /** As reports name it, with slashes. */
    String name() {
        return relative.toString().replace('\\', '/');
    }
}
