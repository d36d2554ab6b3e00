package org.prosodia.pipeline.corpus;

import java.util.Optional;

/** What the columns of a table mean to its reader. */
@FunctionalInterface
interface Columns {
    /**
     * The reader's name of the column with this header; empty for a column to ignore.
     *
     * @throws ManifestException when the column can be neither used nor ignored
     */
    Optional<String> meaning(String header) throws ManifestException;
}
