package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Calibration;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.ClipResult;
import org.prosodia.pipeline.evaluation.LabelReport;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.evaluation.TimelineReport;
import org.prosodia.pipeline.recognition.EmotionRecognizer;
import org.prosodia.pipeline.timeline.Timeline;

/** Clips of which the emotion or the true timeline is known, and what a model made of them. */
final class KnownClips {
    private final List<ManifestEntry> clips;
    private final Map<String, Timeline> truths;
    private final List<ClipResult> results = new ArrayList<>();

    private KnownClips(List<ManifestEntry> clips, Map<String, Timeline> truths) {
        this.clips = clips;
        this.truths = truths;
    }

    /**
     * Reads all true timelines, so that what is wrong with them is known before hours of listening. Clips of which nothing is known are
     * left out.
     *
     * @throws ManifestException when nothing is known of any, or a file is not there
     */
    static KnownClips of(Manifest manifest, List<ManifestEntry> clips) throws IOException {
        List<ManifestEntry> known = clips.stream().filter(entry -> entry.votes().isPresent() || entry.timeline().isPresent()).toList();
        if (known.isEmpty()) {
            throw new ManifestException(manifest.file(), "emotion, timeline", "clips with an emotion or a timeline to compare with",
                    clips.size() + " clips with neither");
        }
        new Manifest(manifest.file(), known, manifest.sha256(), manifest.emotions(), List.of()).requireFiles();
        Map<String, Timeline> truths = new HashMap<>();
        for (ManifestEntry entry : known) {
            Optional<Path> timeline = entry.timeline();
            if (timeline.isPresent()) {
                truths.put(entry.id(), TimelineFile.read(timeline.get(), manifest.emotions()));
            }
        }
        return new KnownClips(known, truths);
    }

    /** @return the exit code */
    int hear(EmotionRecognizer recognizer, AudioJob job) throws IOException {
        return job.runClips("evaluate", clips, (entry, clip, progress) -> {
            Timeline heard = recognizer.recognize(entry.id(), clip.samples(), progress);
            results.add(compare(entry, heard));
            return Map.of();
        });
    }

    private ClipResult compare(ManifestEntry entry, Timeline heard) {
        Optional<ClipPrediction> label = entry.votes()
                .map(votes -> new ClipPrediction(entry.id(), entry.speaker(), votes.dominant(), heard.clip()));
        Optional<Timeline> truth = Optional.ofNullable(truths.get(entry.id()));
        try {
            return new ClipResult(entry.id(), entry.speaker(), heard.duration(), label, truth.map(known -> SequenceError.of(heard, known)),
                    truth.filter(_ -> heard.hasAlpha()).map(known -> Calibration.of(heard, known)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("clip " + entry.id() + ": " + e.getMessage(), e);
        }
    }

    /** Of the clips that could be heard. */
    List<ClipResult> results() {
        return List.copyOf(results);
    }

    /** How well the emotion of clips was found; empty where none has one. */
    Optional<LabelReport> labels(List<String> emotions, Bootstrap bootstrap) {
        List<ClipPrediction> labelled = results.stream().flatMap(clip -> clip.label().stream()).toList();
        return labelled.isEmpty() ? Optional.empty() : Optional.of(LabelReport.of(emotions, labelled, bootstrap));
    }

    /** How far timelines are from the true ones; empty where none is known. */
    Optional<TimelineReport> timelines(Bootstrap bootstrap) {
        List<SequenceError> errors = results.stream().flatMap(clip -> clip.error().stream()).toList();
        List<Calibration> calibrations = results.stream().flatMap(clip -> clip.calibration().stream()).toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(TimelineReport.of(errors, calibrations, bootstrap));
    }

    /** Clips that could not. */
    int failed() {
        return clips.size() - results.size();
    }
}
