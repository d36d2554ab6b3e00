package org.prosodia.pipeline.timeline.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.prosodia.pipeline.timeline.TimelineWriter;
import org.prosodia.pipeline.timeline.picture.HtmlTimelineWriter;
import org.prosodia.pipeline.timeline.picture.SvgTimelineWriter;

/** The file formats of a timeline. */
public enum TimelineFormat {
    /** {@code prosodia.timeline/1}, the one that loses nothing. */
    JSON(".json", false, new JsonTimelineWriter()),
    /** One row per frame, for spreadsheets and data frames. */
    CSV(".csv", false, new CsvTimelineWriter()),
    /** The ten emotion channels of Audio2Face-like animators, as JSON. */
    AUDIO2FACE(".audio2face.json", false, new Audio2FaceTimelineWriter()),
    /** A picture for papers. */
    SVG(".svg", true, new SvgTimelineWriter()),
    /** The picture as a page with a hover read-out. */
    HTML(".html", true, new HtmlTimelineWriter());

    private final String extension;
    private final boolean drawsAudio;
    private final TimelineWriter writer;

    TimelineFormat(String extension, boolean drawsAudio, TimelineWriter writer) {
        this.extension = extension;
        this.drawsAudio = drawsAudio;
        this.writer = writer;
    }

    /** The format of a name such as {@code json}, in any case. */
    public static TimelineFormat of(String name) {
        for (TimelineFormat format : values()) {
            if (format.id().equals(name.toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        throw new IllegalArgumentException("timeline format: expected one of "
                + Arrays.stream(values()).map(TimelineFormat::id).collect(Collectors.joining(", ")) + ", found \"" + name + "\"");
    }

    /** The format of a file by the end of its name, in any case; {@link #JSON} when it says none. */
    public static TimelineFormat ofFile(String file) {
        String name = file.toLowerCase(Locale.ROOT);
        for (TimelineFormat format : List.of(AUDIO2FACE, CSV, SVG, HTML)) {
            if (name.endsWith(format.extension)) {
                return format;
            }
        }
        return JSON;
    }

    /** Name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Ending of file names, with its dot. */
    public String extension() {
        return extension;
    }

    /** Whether the writer wants the samples of the audio. */
    public boolean drawsAudio() {
        return drawsAudio;
    }

    /** The writer, with its default settings. */
    public TimelineWriter writer() {
        return writer;
    }
}
