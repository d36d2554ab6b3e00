package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.cli.FaceInputs;
import org.prosodia.pipeline.cli.FaceOptions;
import org.prosodia.studio.server.Scene;
import org.prosodia.studio.server.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code prosodia view}. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Opens a page where a face speaks with the emotions of a timeline: to watch, to scrub, and to take pictures, "
                + "films and blendshape curves away.",
        footer = {"", "Example:", "  prosodia view speech.json speech.wav"})
final class ViewCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TIMELINE",
            description = "emotions over time as 'prosodia predict' writes them: .csv, else JSON")
    private Path timeline;

    @Parameters(index = "1", paramLabel = "AUDIO", description = "what is said")
    private Path audio;

    @Mixin
    private FaceOptions face;

    @Mixin
    private ServerOptions server;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        AudioClip clip = FaceInputs.audio(audio, console);
        Scene scene = new Scene(audio, List.of(FaceInputs.timeline(timeline, clip)));
        String name = audio.getFileName().toString().replaceFirst("\\.[^.]+$", "");
        return server.serve((bind, port) -> StudioServer.view(name, scene, face.animator(), bind, port), console);
    }
}
