package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.util.List;

/** How a corpus is published: what its files are called, what its labels become, and what its tables say. */
sealed interface Layout permits NamedLayout, Meld, VoxMovies {
    /** A name of a file and what its parts are, for messages. */
    String names();

    LabelMap labels();

    /** Names of tables by which the corpus is known where there is no audio. */
    List<String> tables();

    /** Whether a file is called as published. */
    boolean isPublishedName(CorpusFile file);

    /** Reads the corpus's tables. */
    Catalogue open(CorpusFiles files) throws IOException;
}
