package org.prosodia.studio.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.Entry;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.studio.Material;

class StudyTest {
    @TempDir
    private Path folder;
    private Path out;
    private Comparisons comparisons;

    @BeforeEach
    void candidates() throws IOException {
        CandidateFile file = Material.write(folder, 3, 4, 20);
        out = folder.resolve("preferences.jsonl");
        comparisons = Comparisons.read(file, out, 6, false, 1);
    }

    private Study open(double repeat) throws IOException {
        return Study.open(comparisons, new Schedule(1, repeat, false), out, InstantSource.system());
    }

    private PreferenceFile file() {
        return new PreferenceFile(out, Material.EMOTIONS);
    }

    private static String first(Annotator person) {
        return person.id(person.next(1).getFirst());
    }

    @Test
    void anAnswerIsInTheFileWhenItIsAcknowledgedAndSaysWhatWasShown() throws Exception {
        Annotator ann = open(0).annotator("ann");
        Showing showing = ann.next(1).getFirst();
        String id = first(ann);
        assertEquals(showing.pair().clip().id() + "/" + showing.left() + "-" + showing.right() + "/1", id);
        assertTrue(ann.answer(id, Choice.RIGHT));
        Preference saved = file().read().getFirst();
        assertEquals(Optional.of(id), saved.id());
        assertEquals("ann", saved.annotator());
        assertEquals(showing.pair().clip().id() + ".wav", saved.audio());
        assertEquals(Optional.of("candidates/" + saved.audio().replace(".wav", "") + "/" + showing.right() + ".json"),
                saved.chosen().path());
        assertEquals(Optional.of("candidates/" + saved.audio().replace(".wav", "") + "/" + showing.left() + ".json"),
                saved.rejected().path());
        assertFalse(saved.tie() || saved.simulated());
        assertNotEquals(id, first(ann));
    }

    @Test
    void theSameAnswerAgainIsNotWrittenAgainWhateverItSays() throws Exception {
        Annotator ann = open(0).annotator("ann");
        String id = first(ann);
        assertTrue(ann.answer(id, Choice.LEFT));
        assertFalse(ann.answer(id, Choice.LEFT));
        assertFalse(ann.answer(id, Choice.TIE));
        assertEquals(1, file().entries().size());
        assertFalse(file().read().getFirst().tie());
        assertFalse(open(0).annotator("ann").answer(id, Choice.RIGHT), "nor after a restart");
        assertThrows(StaleException.class, () -> ann.answer("clip0/0-1/9", Choice.LEFT));
        assertThrows(StaleException.class, () -> ann.answer("", Choice.LEFT));
        assertEquals(1, file().entries().size());
    }

    @Test
    void takingBackAddsALineAndShowsThePairAgain() throws Exception {
        Annotator ann = open(0).annotator("ann");
        String one = first(ann);
        Showing showing = ann.next(1).getFirst();
        ann.answer(one, Choice.LEFT);
        String two = first(ann);
        ann.answer(two, Choice.TIE);
        assertThrows(StaleException.class, () -> ann.retract(one), "not the last one");
        assertTrue(ann.retract(two));
        assertFalse(ann.retract(two), "a repeated request");
        assertTrue(ann.retract(one));
        assertEquals(showing, ann.next(1).getFirst());
        assertThrows(StaleException.class, () -> ann.answer(one, Choice.LEFT), "a window that has not heard of it");
        assertEquals(one.replaceFirst("1$", "2"), first(ann));
        assertTrue(ann.answer(first(ann), Choice.RIGHT));
        assertEquals(5, file().entries().size());
        assertEquals(List.of(one.replaceFirst("1$", "2")), file().read().stream().map(p -> p.id().orElseThrow()).toList());
        assertEquals(new Progress(1, 17, 0, 0, Share.NONE, Share.NONE, Optional.of(one.replaceFirst("1$", "2"))), ann.progress());
    }

    @Test
    void skippedPairsComeLast() throws Exception {
        Annotator ann = open(0).annotator("ann");
        String skipped = first(ann);
        ann.skip(skipped);
        assertNotEquals(skipped, first(ann));
        assertEquals(1, ann.progress().skipped());
        while (!first(ann).equals(skipped)) {
            ann.answer(first(ann), Choice.LEFT);
        }
        assertEquals(1, ann.progress().left());
        ann.skip(skipped);
        assertEquals(skipped, first(ann));
        ann.answer(skipped, Choice.TIE);
        assertEquals(List.of(), ann.next(2));
        assertEquals(0, ann.progress().skipped());
        assertTrue(file().read().getLast().tie());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPairComesAgainAfterOthersWhateverIsSkippedAndHoweverOftenTheStudioStarts(long seed) throws Exception {
        Random random = new Random(seed);
        Annotator ann = open(1).annotator("ann");
        List<Pair> said = new ArrayList<>();
        while (!ann.next(1).isEmpty()) {
            Showing showing = ann.next(1).getFirst();
            int what = random.nextInt(6);
            if (what == 0) {
                ann.skip(ann.id(showing));
            } else if (what == 1) {
                ann = open(1).annotator("ann");
            } else {
                List<Pair> recent = said.subList(Math.max(0, said.size() - Schedule.FEWEST_BETWEEN), said.size());
                assertTrue(!recent.contains(showing.pair()) || recent.containsAll(ann.next(100).stream().map(Showing::pair).toList()),
                        "there are others left");
                ann.answer(ann.id(showing), Choice.LEFT);
                said.add(showing.pair());
            }
        }
        assertEquals(36, said.size());
    }

    @Test
    void whatIsSkippedWhileItsMirrorIsLateDoesNotComeRightAfterIt() throws Exception {
        Annotator ann = open(1).annotator("ann");
        while (placeOfOther(ann) < ann.progress().left() - 4) {
            ann.answer(first(ann), Choice.LEFT);
        }
        int left = ann.progress().left();
        assertTrue(left > 2 * Schedule.FEWEST_BETWEEN + 2, "enough are left: " + left);
        Pair pair = ann.next(1).getFirst().pair();
        ann.skip(first(ann));
        List<Pair> said = new ArrayList<>();
        while (!ann.next(1).isEmpty()) {
            said.add(ann.next(1).getFirst().pair());
            ann.answer(first(ann), Choice.LEFT);
        }
        assertTrue(said.lastIndexOf(pair) - said.indexOf(pair) > Schedule.FEWEST_BETWEEN, said.indexOf(pair) + " of " + left);
    }

    /** Where the pair that is shown now comes again. */
    private static int placeOfOther(Annotator person) {
        List<Pair> pairs = person.next(100).stream().map(Showing::pair).toList();
        return pairs.lastIndexOf(pairs.getFirst());
    }

    @Test
    void goesOnAfterARestartWithWhatWasSaid() throws Exception {
        Study before = open(0.5);
        Annotator ann = before.annotator("ann");
        for (int i = 0; i < 20; i++) {
            ann.answer(first(ann), i % 3 == 0 ? Choice.TIE : Choice.LEFT);
        }
        ann.retract(ann.progress().last().orElseThrow());
        before.annotator("bea").answer(first(before.annotator("bea")), Choice.LEFT);
        Study after = open(0.5);
        assertEquals(ann.progress(), after.annotator("ann").progress());
        assertEquals(ids(ann), ids(after.annotator("ann")));
        assertEquals(before.annotator("bea").progress(), after.annotator("bea").progress());
        assertTrue(ann.progress().consistent().whole() > 0);
        Annotator goesOn = after.annotator("ann");
        while (!goesOn.next(1).isEmpty()) {
            goesOn.answer(first(goesOn), Choice.RIGHT);
        }
        Set<Object> said = new HashSet<>(file().read().stream().map(p -> List.of(p.annotator(), p.id())).toList());
        assertEquals(file().read().size(), said.size(), "nothing twice");
    }

    private static List<String> ids(Annotator person) {
        return person.next(1000).stream().map(person::id).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 200})
    void aCrashInTheMiddleOfALineLosesThatLineAlone(int left) throws Exception {
        Annotator ann = open(0).annotator("ann");
        ann.answer(first(ann), Choice.LEFT);
        String lost = first(ann);
        long saved = Files.size(out);
        ann.answer(lost, Choice.LEFT);
        byte[] whole = Files.readAllBytes(out);
        Files.write(out, Arrays.copyOf(whole, (int) saved + left), StandardOpenOption.TRUNCATE_EXISTING);
        Annotator again = open(0).annotator("ann");
        assertEquals(1, again.progress().done());
        assertEquals(lost, first(again), "it was not acknowledged, and is asked again");
        assertTrue(again.answer(lost, Choice.RIGHT));
        assertEquals(2, file().read().size());
    }

    @Test
    void aLineThatAnotherProgramLeavesHalfWrittenKeepsNobodyFromAnswering() throws Exception {
        Annotator ann = open(0).annotator("ann");
        ann.answer(first(ann), Choice.LEFT);
        Files.writeString(out, "{\"schema\":\"prosodia.pref", StandardOpenOption.APPEND);
        ann.answer(first(ann), Choice.RIGHT);
        assertEquals(2, file().read().size());
        assertEquals("{\"schema\":\"prosodia.pref\n", Files.readString(folder.resolve("preferences.jsonl.half-written")));
    }

    @Test
    void aFullDiskIsSaidAndTheSameAnswerCanBeGivenAgain() throws Exception {
        boolean[] full = {true};
        PreferenceFile file = file();
        Study study = new Study(comparisons, new Schedule(1, 0, false), entries -> {
            if (full[0]) {
                throw new IOException("No space left on device");
            }
            file.append(entries);
        }, InstantSource.system());
        Annotator ann = study.annotator("ann");
        String id = first(ann);
        assertThrows(IOException.class, () -> ann.answer(id, Choice.LEFT));
        assertEquals(id, first(ann));
        assertEquals(0, ann.progress().done());
        full[0] = false;
        assertTrue(ann.answer(id, Choice.LEFT));
        full[0] = true;
        assertThrows(IOException.class, () -> ann.retract(id));
        assertEquals(1, ann.progress().done());
        assertEquals(1, file.read().size());
    }

    @Test
    void agreementIsCountedBetweenPeopleAndWithOneself() throws Exception {
        Study study = open(1);
        Annotator ann = study.annotator("ann");
        Annotator bea = study.annotator("bea");
        for (Annotator person : List.of(ann, bea)) {
            while (!person.next(1).isEmpty()) {
                Showing showing = person.next(1).getFirst();
                boolean alwaysLeft = person == bea;
                Choice lower = showing.left() < showing.right() ? Choice.LEFT : Choice.RIGHT;
                person.answer(person.id(showing), alwaysLeft ? Choice.LEFT : lower);
            }
        }
        assertEquals(new Share(18, 18), ann.progress().consistent());
        assertEquals(new Share(0, 18), bea.progress().consistent(), "who always says left contradicts herself in a mirror");
        assertEquals(ann.progress().agreeing(), bea.progress().agreeing());
        assertEquals(18, ann.progress().agreeing().whole());
        int before = ann.progress().agreeing().part();
        while (bea.progress().done() > 0) {
            bea.retract(bea.progress().last().orElseThrow());
        }
        assertTrue(before > 0 && before < 18);
        assertEquals(Share.NONE, ann.progress().agreeing());
        assertEquals(Share.NONE, bea.progress().consistent());
    }

    @Test
    void leavesAloneWhatOthersWrote() throws Exception {
        Pair pair = comparisons.pairs().getFirst();
        Preference byHand = new Showing(pair, pair.first(), pair.second(), false).answer(Choice.LEFT, "ann", "x", Instant.EPOCH);
        Preference bare = new Preference(byHand.audio(), byHand.rejected(), byHand.chosen(), "ann", byHand.time(), false, false);
        Preference simulated =
                new Preference(byHand.audio(), byHand.chosen(), byHand.rejected(), "simulated-x", byHand.time(), false, true);
        Preference elsewhere = new Preference("other.wav", Preference.Side.of(Material.timeline("o", 20, 0, 5)),
                Preference.Side.of(Material.timeline("o", 20, 1, 5)), "ann", byHand.time(), false, false);
        file().append(List.of(bare, simulated, elsewhere));
        Study study = open(0);
        assertEquals(1, study.annotator("ann").progress().done(), "an answer without an id counts as well");
        assertEquals(Optional.empty(), study.annotator("ann").progress().last(), "and cannot be taken back");
        assertFalse(study.annotator("ann").next(100).stream().anyMatch(showing -> showing.pair().equals(pair)));
        study.annotator("ann").answer(first(study.annotator("ann")), Choice.LEFT);
        assertEquals(4, file().entries().size());
    }

    @Test
    void candidatesOfTheSameClipsMadeTwiceAreJudgedIntoOneFile() throws Exception {
        Annotator before = open(0).annotator("ann");
        before.answer(first(before), Choice.LEFT);
        before.retract(before.progress().last().orElseThrow());
        judgeAll(before);
        CandidateFile again = Material.write(Files.createDirectory(folder.resolve("after")), 3, 4, 20);
        Study study = Study.open(Comparisons.read(again, out, 6, false, 1), new Schedule(1, 0, false), out, InstantSource.system());
        Annotator after = study.annotator("ann");
        assertEquals(18, after.progress().left(), "other files, other candidates");
        after.answer(first(after), Choice.RIGHT);
        after.retract(after.progress().last().orElseThrow());
        judgeAll(after);
        assertEquals(36, file().read().size());
        assertEquals(38, file().entries().stream().filter(Preference.class::isInstance).map(entry -> ((Preference) entry).id()).distinct()
                .count());
        assertEquals(18, open(0).annotator("ann").progress().done());
    }

    private static void judgeAll(Annotator person) throws Exception {
        while (!person.next(1).isEmpty()) {
            person.answer(first(person), Choice.LEFT);
        }
    }

    @Test
    void onePreferenceFileHasOneStudio() throws Exception {
        try (StudyLock _ = StudyLock.acquire(out)) {
            assertTrue(assertThrows(IOException.class, () -> StudyLock.acquire(out)).getMessage().contains("no other studio"));
        }
        StudyLock.acquire(out).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " ann", "a\nb", "simulated-ann"})
    void namesThatNobodyHas(String name) {
        assertTrue(Study.problem(name).isPresent());
        assertEquals(Optional.empty(), Study.problem("Ann Ö. 3"));
    }

    @Test
    void pairsOfAClipAreDrawnOrThoseThatDisagreeMost() throws IOException {
        CandidateFile file = new CandidateFile(folder.resolve("candidates.jsonl"));
        Comparisons drawn = Comparisons.read(file, out, 2, false, 1);
        assertEquals(6, drawn.pairs().size());
        assertEquals(drawn.pairs(), drawn.pairs().stream().distinct().toList());
        Comparisons active = Comparisons.read(file, out, 2, true, 1);
        for (Clip clip : comparisons.clips()) {
            double least = active.pairs().stream().filter(pair -> pair.clip().id().equals(clip.id())).mapToDouble(Pair::disagreement).min()
                    .orElseThrow();
            List<Double> all = comparisons.pairs().stream().filter(pair -> pair.clip().id().equals(clip.id())).map(Pair::disagreement)
                    .sorted().collect(Collectors.toList());
            assertEquals(all.get(all.size() - 2), least);
        }
    }

    @Test
    void candidatesThatCannotBeComparedAreNamed() throws IOException {
        CandidateFile file = new CandidateFile(folder.resolve("candidates.jsonl"));
        Files.copy(folder.resolve("candidates/clip1/0.json"), folder.resolve("candidates/clip1/1.json"),
                StandardCopyOption.REPLACE_EXISTING);
        String alike = assertThrows(IOException.class, () -> Comparisons.read(file, out, 6, false, 1)).getMessage();
        assertTrue(alike.contains("clip clip1, candidates 0 and 1: rejected: expected another sequence than chosen"), alike);
        Files.delete(folder.resolve("clip0.wav"));
        String silent = assertThrows(IOException.class, () -> Comparisons.read(file, out, 6, false, 1)).getMessage();
        assertTrue(silent.contains("clip clip0: expected its audio, found nothing at"), silent);
    }

    @Test
    void entriesThatStandAreReadBackInOrder() throws Exception {
        Annotator ann = open(0).annotator("ann");
        String one = first(ann);
        ann.answer(one, Choice.LEFT);
        ann.retract(one);
        assertEquals(2, file().entries().size());
        assertEquals(List.of(), Entry.standing(file().entries()));
    }
}
