package org.prosodia.pipeline.corpus.published;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.AudioFormat;
import org.prosodia.pipeline.audio.AudioLength;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.timeline.FrameTimes;

/** Reads one folder: every file of audio or video becomes a clip or is skipped for a reason, and so does every clip that tables list. */
final class CorpusReader {
    /** The first line of a pointer (github.com/git-lfs/git-lfs, docs/spec.md). */
    private static final String LFS_MARK = "version https://git-lfs";
    private static final double SHORTEST = (double) FrameTimes.RECEPTIVE_FIELD / AudioClip.DEFAULT_SAMPLE_RATE;

    private final PublishedCorpus corpus;
    private final CorpusFiles files;
    private final Map<SkipReason, List<SkipReport.Item>> skipped = new EnumMap<>(SkipReason.class);

    CorpusReader(PublishedCorpus corpus, CorpusFiles files) {
        this.corpus = corpus;
        this.files = files;
    }

    /** A clip and all files that hold it. */
    private record Recorded(ClipDescription description, List<CorpusFile> files) {}

    CorpusReading read() throws IOException {
        Catalogue catalogue = corpus.layout().open(files);
        Map<String, Recorded> recorded = recorded(catalogue);
        if (recorded.isEmpty() && catalogue.listed().isEmpty() && !skipped.containsKey(SkipReason.OTHER_RECORDING)) {
            throw new ManifestException(files.folder(), corpus.title(), "files of names such as " + corpus.layout().names(),
                    files.described());
        }
        List<PublishedClip> clips = new ArrayList<>();
        List<ClipDescription> withoutAudio = new ArrayList<>();
        for (Recorded clip : recorded.values()) {
            ClipDescription description = clip.description();
            Optional<PublishedClip> heard = isUnknown(description, clip.files()) ? Optional.empty() : hear(clip);
            if (heard.isEmpty()) {
                withoutAudio.add(description);
            } else if (description.label().isPresent() && description.emotion().isEmpty()) {
                skip(SkipReason.LEFT_OUT, clip.files().getFirst().name(), label(description));
            } else {
                clips.add(heard.get());
            }
        }
        catalogue.listed().forEach((id, description) -> {
            if (!recorded.containsKey(id)) {
                skip(SkipReason.MISSING, id, "");
                withoutAudio.add(description);
            }
        });
        return new CorpusReading(corpus, files.folder(), clips, withoutAudio, new SkipReport(skipped));
    }

    private Map<String, Recorded> recorded(Catalogue catalogue) {
        Map<String, Recorded> recorded = new LinkedHashMap<>();
        for (CorpusFile file : files.media()) {
            if (!corpus.layout().isPublishedName(file)) {
                skip(SkipReason.UNREADABLE_NAME, file.name(), "");
                continue;
            }
            switch (catalogue.find().apply(file)) {
                case Finding.Clip(ClipDescription clip) -> recorded.computeIfAbsent(clip.id(), _ -> new Recorded(clip, new ArrayList<>()))
                        .files().add(file);
                case Finding.Skip(SkipReason reason, String detail) -> skip(reason, file.name(), detail);
            }
        }
        return recorded;
    }

    private boolean isUnknown(ClipDescription clip, List<CorpusFile> of) {
        boolean unknown = clip.label().isPresent() && corpus.labels().row(clip.label().get()).isEmpty();
        if (unknown) {
            skip(SkipReason.UNKNOWN_LABEL, of.getFirst().name(), clip.label().get());
        }
        return unknown;
    }

    private String label(ClipDescription clip) {
        String label = clip.label().orElseThrow();
        String meaning = corpus.labels().row(label).orElseThrow().meaning();
        return meaning.equals(label) ? label : label + " " + meaning;
    }

    /** The first file that can be used, lossless ones first. */
    private Optional<PublishedClip> hear(Recorded clip) {
        List<CorpusFile> order = clip.files().stream().sorted(Comparator.comparing(CorpusReader::isLossy)
                .thenComparing(CorpusFile::relative)).toList();
        Optional<PublishedClip> heard = Optional.empty();
        for (CorpusFile file : order) {
            Optional<Finding.Skip> problem;
            double seconds = 0;
            try {
                problem = problem(file.path());
                if (problem.isEmpty() && heard.isEmpty()) {
                    seconds = AudioLength.of(file.path());
                    problem = seconds < SHORTEST ? Optional.of(new Finding.Skip(SkipReason.DAMAGED, seconds + " s")) : problem;
                }
            } catch (IOException e) {
                problem = Optional.of(new Finding.Skip(SkipReason.DAMAGED, reason(file, e)));
            }
            if (problem.isPresent()) {
                skip(problem.get().reason(), file.name(), problem.get().detail());
            } else if (heard.isPresent()) {
                skip(SkipReason.DUPLICATE, file.name(), "");
            } else {
                heard = Optional.of(new PublishedClip(clip.description(), file.path(), seconds));
            }
        }
        return heard;
    }

    private static boolean isLossy(CorpusFile file) {
        String name = file.relative().toString();
        return !name.regionMatches(true, name.length() - 4, ".wav", 0, 4) && !name.regionMatches(true, name.length() - 5, ".flac", 0, 5);
    }

    private static Optional<Finding.Skip> problem(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(LFS_MARK.length());
        }
        if (head.length == 0) {
            return Optional.of(new Finding.Skip(SkipReason.DAMAGED, "an empty file"));
        }
        if (new String(head, StandardCharsets.ISO_8859_1).equals(LFS_MARK)) {
            return Optional.of(new Finding.Skip(SkipReason.GIT_LFS_POINTER, ""));
        }
        return AudioFormat.sniff(file).isEmpty() ? Optional.of(new Finding.Skip(SkipReason.NOT_AUDIO, "")) : Optional.empty();
    }

    /** What is wrong, without the path that stands beside it. */
    private static String reason(CorpusFile file, IOException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        String path = file.path() + ": ";
        return message.startsWith(path) ? message.substring(path.length()) : message;
    }

    private void skip(SkipReason reason, String what, String detail) {
        skipped.computeIfAbsent(reason, _ -> new ArrayList<>()).add(new SkipReport.Item(what, detail));
    }
}
