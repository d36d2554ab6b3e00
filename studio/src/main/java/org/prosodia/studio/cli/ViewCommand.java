package org.prosodia.studio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.cli.FaceInputs;
import org.prosodia.pipeline.cli.FaceOptions;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.studio.server.Scene;
import org.prosodia.studio.server.StudioServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia view}. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Opens a page where a face speaks with the emotions of a timeline: to watch, to scrub, and to take pictures, "
                + "films and blendshape curves away. With --beside two faces speak, each with its own timeline.",
        footer = {"", "Examples:", "  prosodia view speech.json speech.wav",
            "  prosodia view before/speech.json speech.wav --beside after/speech.json"})
final class ViewCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TIMELINE",
            description = "emotions over time as 'prosodia predict' writes them: .csv, else JSON")
    private Path timeline;

    @Parameters(index = "1", paramLabel = "AUDIO", description = "what is said")
    private Path audio;

    @Option(names = "--beside", paramLabel = "TIMELINE", description = "another timeline of the same audio, for a second face")
    private Path beside;

    @Mixin
    private FaceOptions face;

    @Mixin
    private ServerOptions server;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        AudioClip clip = FaceInputs.audio(audio, console);
        List<Path> files = beside == null ? List.of(timeline) : List.of(timeline, beside);
        List<Timeline> timelines = new ArrayList<>();
        for (Path file : files) {
            timelines.add(FaceInputs.timeline(file, clip));
        }
        Scene scene = new Scene(audio.getFileName().toString().replaceFirst("\\.[^.]+$", ""), audio, timelines);
        return server.serve((bind, port) -> StudioServer.view(List.of(scene), labels(files), face.animator(), bind, port), console);
    }

    /** The names of files, with those of their folders where they would be the same. */
    private static List<String> labels(List<Path> files) {
        boolean alike = files.stream().map(Path::getFileName).distinct().count() < files.size();
        return files.stream().map(Path::toAbsolutePath).map(Path::normalize)
                .map(file -> alike && file.getNameCount() > 1 ? file.getParent().getFileName().resolve(file.getFileName()) : file.getFileName())
                .map(Path::toString).toList();
    }
}
