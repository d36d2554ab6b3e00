package org.prosodia.studio.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.prosodia.pipeline.cli.Console;

/** Opens a page with what the system has for it. */
final class Browser {
    private Browser() {}

    static void open(URI page, Console console) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> opener = system.startsWith("windows") ? List.of("rundll32", "url.dll,FileProtocolHandler")
                : List.of(system.startsWith("mac") ? "open" : "xdg-open");
        try {
            new ProcessBuilder(opener).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .command(Stream.concat(opener.stream(), Stream.of(page.toString())).toList()).start();
        } catch (IOException e) {
            console.say("no browser could be started: open the address yourself");
        }
    }
}
