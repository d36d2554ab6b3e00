package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.picture.SvgTimelineWriter;

/**
 * Test sequences with their truth over the spectrogram, and below it what the systems of seed 1 heard.
 *
 * @param examples whose timelines were kept
 */
record TimelineSection(Path root, List<Sequence> examples) {
    private static final String LANE = Systems.Criterion.DIRICHLET.lane(Partition.GIVEN, 1);
    private static final List<String> TRAININGS = List.of(SeedLane.STAGE1, SeedLane.STAGE2);

    Section section() throws IOException {
        Section section = Section.of("Sequences as they were heard").text("For each of the first test sequences: wave, spectrogram and the"
                + " truth; then the sliding window and the sequence model (Dirichlet, seed 1).");
        ExampleTimelines kept = new ExampleTimelines(root.resolve(LANE), Set.of());
        for (Sequence example : examples) {
            List<String> pictures = new ArrayList<>(List.of(picture(example.truth(), "truth: ", example.samples())));
            for (String training : TRAININGS) {
                Optional<Timeline> heard = kept.read(training, example.id());
                if (heard.isPresent()) {
                    pictures.add(picture(heard.get(), training.equals(SeedLane.STAGE1) ? "sliding window: " : "seq2seq: ", new float[0]));
                }
            }
            section = section.pictures(pictures);
        }
        return section;
    }

    private static String picture(Timeline timeline, String prefix, float[] samples) throws IOException {
        StringWriter svg = new StringWriter();
        new SvgTimelineWriter().write(timeline.withAudio(prefix + timeline.audio()), samples, svg);
        return svg.toString().substring(svg.toString().indexOf("<svg"));
    }
}
