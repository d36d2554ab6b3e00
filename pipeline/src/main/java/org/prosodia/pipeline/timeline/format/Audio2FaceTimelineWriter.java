package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.TimelineWriter;
import org.prosodia.pipeline.timeline.audio2face.A2ePostProcessor;
import org.prosodia.pipeline.timeline.audio2face.A2eSettings;
import org.prosodia.pipeline.timeline.audio2face.Audio2FaceChannel;

/**
 * The ten channels of each frame as JSON in the schema {@value #SCHEMA} ({@code docs/timeline-schema.md}). Settings are written under the
 * names of the animators' configuration files ({@code emotion_contrast}, {@code live_blend_coef}, …), frames as their
 * {@code {"time_code", "emotions": {…}}}; the certainty, where there is one, stands beside: a natural gain for who wants doubt to show
 * less.
 */
public final class Audio2FaceTimelineWriter implements TimelineWriter {
    /** Name and version of the schema. */
    public static final String SCHEMA = "prosodia.audio2face/1";

    private final JsonFactory factory = new JsonFactory();
    private final Optional<A2eSettings> chosen;

    /** With the default settings; of fewer than {@value A2eSettings#DEFAULT_MAX_EMOTIONS} emotions, all are kept. */
    public Audio2FaceTimelineWriter() {
        this.chosen = Optional.empty();
    }

    /** With these settings, but for {@code fixedDt}: the timeline's real frame spacing takes its place. */
    public Audio2FaceTimelineWriter(A2eSettings settings) {
        this.chosen = Optional.of(settings);
    }

    @Override
    public void write(Timeline timeline, float[] samples, Writer out) throws IOException {
        if (!timeline.isMixture()) {
            throw new IllegalArgumentException("Audio2Face channels of " + timeline.audio()
                    + ": expected a mixture of emotions, found the dimensions " + timeline.emotions());
        }
        A2eSettings settings = settingsFor(timeline);
        A2ePostProcessor processor = new A2ePostProcessor(timeline.emotions(), settings);
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new LinePerFrame());
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("audio", timeline.audio());
            json.writeNumberField("duration", timeline.duration());
            writeChannels(json);
            writeCorrespondence(json, timeline);
            writeSettings(json, settings);
            json.writeArrayFieldStart("frames");
            for (int t = 0; t < timeline.frameCount(); t++) {
                writeFrame(json, timeline, t, processor.next(row(timeline, t)));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private A2eSettings settingsFor(Timeline timeline) {
        A2eSettings settings = chosen.orElseGet(() -> A2eSettings.DEFAULTS
                .withMaxEmotions(Math.min(A2eSettings.DEFAULT_MAX_EMOTIONS, timeline.emotions().size())));
        return timeline.frameSpacing().isPresent() ? settings.withFixedDt(toNanoseconds(timeline.frameSpacing().getAsDouble())) : settings;
    }

    /** Drops what rounding left in the last digits: 0.02, not 0.019999999999999997. */
    private static double toNanoseconds(double seconds) {
        return Math.max(Math.rint(seconds * 1e9), 1) / 1e9;
    }

    private static float[] row(Timeline timeline, int t) {
        float[] row = new float[timeline.emotions().size()];
        for (int k = 0; k < row.length; k++) {
            row[k] = timeline.value(t, k);
        }
        return row;
    }

    private static void writeChannels(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("channels");
        for (Audio2FaceChannel channel : Audio2FaceChannel.values()) {
            json.writeString(channel.channelName());
        }
        json.writeEndArray();
    }

    private static void writeCorrespondence(JsonGenerator json, Timeline timeline) throws IOException {
        json.writeObjectFieldStart("emotion_correspondence");
        for (String emotion : timeline.emotions()) {
            json.writeNumberField(emotion, Audio2FaceChannel.of(emotion).map(Audio2FaceChannel::ordinal).orElse(-1));
        }
        json.writeEndObject();
    }

    private static void writeSettings(JsonGenerator json, A2eSettings settings) throws IOException {
        json.writeObjectFieldStart("post_processing_parameters");
        json.writeNumberField("emotion_contrast", settings.emotionContrast());
        json.writeNumberField("max_emotions", settings.maxEmotions());
        json.writeNumberField("live_blend_coef", settings.liveBlendCoef());
        json.writeBooleanField("enable_preferred_emotion", settings.enablePreferredEmotion());
        json.writeNumberField("preferred_emotion_strength", settings.preferredEmotionStrength());
        writeLevels(json, "preferred_emotion", settings.preferredEmotion());
        json.writeNumberField("live_transition_time", settings.liveTransitionTime());
        json.writeNumberField("fixed_dt", settings.fixedDt());
        json.writeNumberField("emotion_strength", settings.emotionStrength());
        writeLevels(json, "beginning_emotion", settings.beginningEmotion());
        json.writeEndObject();
    }

    private static void writeLevels(JsonGenerator json, String field, Map<Audio2FaceChannel, Double> levels) throws IOException {
        json.writeObjectFieldStart(field);
        for (Audio2FaceChannel channel : Audio2FaceChannel.values()) {
            json.writeNumberField(channel.channelName(), levels.getOrDefault(channel, 0.0));
        }
        json.writeEndObject();
    }

    private static void writeFrame(JsonGenerator json, Timeline timeline, int t, float[] levels) throws IOException {
        json.writeStartObject();
        json.writeNumberField("time_code", timeline.time(t));
        json.writeObjectFieldStart("emotions");
        for (Audio2FaceChannel channel : Audio2FaceChannel.values()) {
            json.writeNumberField(channel.channelName(), levels[channel.ordinal()]);
        }
        json.writeEndObject();
        if (timeline.hasAlpha()) {
            json.writeNumberField("certainty", timeline.certainty(t));
        }
        json.writeEndObject();
    }
}
