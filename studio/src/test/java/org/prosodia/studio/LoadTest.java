package org.prosodia.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small {@link Load}; how long answers take is for that program to say. */
class LoadTest {
    @TempDir
    private Path folder;

    @Test
    void severalPeopleAtOnceLoseAndDoubleNothing() throws Exception {
        Load load = Load.run(folder, 100, 8);
        assertEquals(800, load.acknowledged().size());
        assertEquals(800, load.written().size());
        assertEquals(0, load.lost());
        assertEquals(0, load.doubled());
    }
}
