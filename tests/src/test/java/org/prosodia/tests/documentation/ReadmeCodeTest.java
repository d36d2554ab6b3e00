package org.prosodia.tests.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeCodeTest {
    @Test
    void theJavaOfTheReadmeCompiles(@TempDir Path folder) throws Exception {
        List<String> java = Page.readme().blocks().stream().filter(block -> block.language().equals("java")).map(Page.Block::code).toList();
        assertFalse(java.isEmpty());
        Path source = Files.writeString(folder.resolve("Readme.java"), """
                import java.nio.file.Path;
                import org.prosodia.pipeline.audio.AudioClip;
                import org.prosodia.pipeline.recognition.*;
                import org.prosodia.pipeline.timeline.Timeline;
                import org.prosodia.tensor.*;
                import org.prosodia.tensor.check.GradientCheck;

                class Readme {
                    void run() throws Exception {
                        %s
                    }
                }
                """.formatted(String.join("\n", java)));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, "-cp", System.getProperty("java.class.path"),
                "-d", folder.toString(), source.toString());
        assertEquals(0, exit, said::toString);
    }
}
