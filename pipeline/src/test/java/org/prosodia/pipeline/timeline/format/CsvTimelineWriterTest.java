package org.prosodia.pipeline.timeline.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

class CsvTimelineWriterTest {
    private static final double[] TIMES = {0.0125, 0.0325};

    @Test
    void writesMeanThenCertaintyThenAlpha() throws IOException {
        Timeline timeline = Timeline.ofAlphas("a.wav", 1, List.of("anger", "joy"), TIMES, new float[] {1, 3, 0.5f, 0.5f});
        assertEquals("time,anger,joy,certainty,alpha_anger,alpha_joy\r\n0.0125,0.25,0.75,4.0,1.0,3.0\r\n0.0325,0.5,0.5,1.0,0.5,0.5\r\n",
                Timelines.write(new CsvTimelineWriter(), timeline));
    }

    @Test
    void leavesOutWhatTheModelDoesNotGive() throws IOException {
        Timeline timeline = Timeline.ofValues("a.wav", 1, List.of("arousal"), TIMES, new float[] {1.5f, -2});
        assertEquals("time,arousal\r\n0.0125,1.5\r\n0.0325,-2.0\r\n", Timelines.write(new CsvTimelineWriter(), timeline));
    }

    @Test
    void quotesNamesThatNeedIt() throws IOException {
        Timeline timeline = Timeline.ofMeans("a.wav", 1, List.of("sad, low", "\"joy\"", "a\nb"), new double[] {0},
                new float[] {0.5f, 0.25f, 0.25f});
        String header = Timelines.write(new CsvTimelineWriter(), timeline).split("\r\n")[0];
        assertEquals("time,\"sad, low\",\"\"\"joy\"\"\",\"a\nb\"", header);
    }

    @Test
    void writesPointsWhateverTheLocale() throws IOException {
        Locale before = Locale.getDefault();
        Timeline timeline = Timelines.random("a.wav", Timelines.SIX, 3, 1);
        String expected = Timelines.write(new CsvTimelineWriter(), timeline);
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertEquals(expected, Timelines.write(new CsvTimelineWriter(), timeline));
        } finally {
            Locale.setDefault(before);
        }
    }
}
