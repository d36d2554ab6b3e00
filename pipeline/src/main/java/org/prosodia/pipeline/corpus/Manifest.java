package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * The clips of a corpus, as a plain file lists them: {@code .csv} or {@code .tsv} with a header (RFC 4180), or {@code .jsonl} with an
 * object a line, in UTF-8.
 *
 * <table>
 * <caption>Columns or fields, in any order and case; others are ignored</caption>
 * <tr><td>{@code audio}</td><td>path of the file, from the manifest's folder or absolute; required</td></tr>
 * <tr><td>{@code id}</td><td>name of the clip, unique; by default the file name of the audio</td></tr>
 * <tr><td>{@code start}, {@code end}</td><td>the part of the file, seconds; by default all of it</td></tr>
 * <tr><td>{@code emotion}</td><td>a label as {@link EmotionNames} knows it</td></tr>
 * <tr><td>a column per emotion</td><td>instead of a label, votes or shares, not negative; absent ones are 0</td></tr>
 * <tr><td>{@code speaker}</td><td>who speaks</td></tr>
 * <tr><td>{@code sentence}</td><td>what is said: a number or name of the text</td></tr>
 * <tr><td>{@code split}</td><td>{@code train}, {@code dev} or {@code test}</td></tr>
 * <tr><td>{@code timeline}</td><td>path of the emotions over time, truth or a teacher's; see {@link TimelineFile}</td></tr>
 * </table>
 *
 * @param file where the manifest is, or would be
 * @param entries the clips, in the file's order, no two of the same id
 * @param sha256 SHA-256 of the whole file in hexadecimal, also where {@code entries} are a part of it
 * @param emotions names [K], in the order of every entry's votes
 * @param ignored headers that meant nothing here, to be shown to people as they may be typing errors
 */
public record Manifest(Path file, List<ManifestEntry> entries, String sha256, List<String> emotions, List<String> ignored) {

    public Manifest {
        entries = List.copyOf(entries);
        emotions = List.copyOf(emotions);
        ignored = List.copyOf(ignored);
        Set<String> ids = new HashSet<>();
        for (ManifestEntry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("entries: expected no two of the same id, found two of " + entry.id());
            }
            int size = entry.votes().map(EmotionVotes::size).orElse(emotions.size());
            if (size != emotions.size()) {
                throw new IllegalArgumentException(entry.id() + ": expected votes [" + emotions.size() + "], found [" + size + "]");
            }
        }
    }

    /**
     * Reads a manifest; the files that it names are not opened (see {@link #requireFiles}).
     *
     * @param file its name ends in .csv, .tsv, .jsonl or .ndjson
     * @param emotions names [K] that labels are to be understood as
     * @throws ManifestException when it says something that cannot be meant, or lists no clip
     */
    public static Manifest read(Path file, List<String> emotions) throws IOException {
        ManifestColumns columns = new ManifestColumns(file, new EmotionNames(emotions));
        Table table = Table.read(file, columns);
        List<ManifestEntry> entries = new ArrayList<>();
        Map<String, Long> lines = new HashMap<>();
        for (Row row : table.rows()) {
            ManifestEntry entry = columns.entry(row);
            Long earlier = lines.putIfAbsent(entry.id(), row.line());
            if (earlier != null) {
                throw row.error(ManifestColumns.ID, "one that no other clip has (by default the file name of the audio)",
                        ManifestException.quoted(entry.id()) + " of line " + earlier);
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw new ManifestException(file, "entries", "at least one clip", "none");
        }
        return new Manifest(file, entries, sha256(table.bytes()), emotions, List.copyOf(table.ignored()));
    }

    /** The manifest that {@link #write write(file)} would make of these clips. */
    public static Manifest of(Path file, List<String> emotions, List<ManifestEntry> entries) throws ManifestException {
        byte[] bytes = new ManifestText(file, emotions).of(entries).getBytes(StandardCharsets.UTF_8);
        return new Manifest(file, entries, sha256(bytes), emotions, List.of());
    }

    /** Writes these clips in the format of the file's name and replaces what was there; paths below its folder become relative to it. */
    public void write(Path to) throws IOException {
        String text = new ManifestText(to, emotions).of(entries);
        AtomicFile.replace(to, temporary -> Files.writeString(temporary, text));
    }

    /** The part of this manifest that is for {@code purpose}, perhaps empty. */
    public Manifest split(Split purpose) {
        return with(entries.stream().filter(entry -> entry.split().filter(purpose::equals).isPresent()).toList());
    }

    /** Whether any clip says what it is for. */
    public boolean hasSplits() {
        return entries.stream().anyMatch(entry -> entry.split().isPresent());
    }

    /**
     * This manifest, divided by speaker into train, dev and test. Speakers are drawn in an order that the seed decides, for test, then for
     * dev, as long as that brings the count of clips nearer to its share; at least one speaker goes to each part whose share is positive.
     * The order of the clips does not matter.
     *
     * @param dev share of the clips, 0 or more
     * @param test share of the clips, 0 or more; {@code dev + test < 1}
     * @throws ManifestException when a clip has no speaker or already has a split, or when there are too few speakers
     */
    public Manifest splitBySpeaker(double dev, double test, long seed) throws ManifestException {
        return with(DisjointSplit.bySpeaker(this).assign(dev, test, seed));
    }

    /**
     * This manifest, divided by sentence in the same way: no text that is tested on is learnt from, though voices may be.
     *
     * @throws ManifestException when a clip has no sentence or already has a split, or when there are too few sentences
     */
    public Manifest splitBySentence(double dev, double test, long seed) throws ManifestException {
        return with(DisjointSplit.bySentence(this).assign(dev, test, seed));
    }

    /**
     * Fails unless every clip of a split has a speaker and no speaker is in two splits.
     *
     * @throws ManifestException listing the speakers that are
     */
    public void requireSpeakersDisjoint() throws ManifestException {
        DisjointSplit.bySpeaker(this).requireDisjoint();
    }

    /**
     * Fails unless every clip of a split has a sentence and no sentence is in two splits.
     *
     * @throws ManifestException listing the sentences that are
     */
    public void requireSentencesDisjoint() throws ManifestException {
        DisjointSplit.bySentence(this).requireDisjoint();
    }

    /** Whether every clip of a split says which sentence it is. */
    public boolean hasSentences() {
        return entries.stream().noneMatch(entry -> entry.split().isPresent() && entry.sentence().isEmpty());
    }

    /**
     * Fails unless the audio and the timeline of every clip are there.
     *
     * @throws ManifestException naming the clip and its file
     */
    public void requireFiles() throws ManifestException {
        for (ManifestEntry entry : entries) {
            requireFile(entry, ManifestColumns.AUDIO, entry.audio());
            if (entry.timeline().isPresent()) {
                requireFile(entry, ManifestColumns.TIMELINE, entry.timeline().get());
            }
        }
    }

    private void requireFile(ManifestEntry entry, String field, Path path) throws ManifestException {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new ManifestException(file, "clip " + entry.id() + ": " + field, "a file that can be read", path.toString());
        }
    }

    private Manifest with(List<ManifestEntry> others) {
        return new Manifest(file, others, sha256, emotions, ignored);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
