package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.augment.Chance;
import org.prosodia.pipeline.preference.SimulatedJudge;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.WindowCurve;
import org.prosodia.pipeline.splice.SpliceOptions;
import org.prosodia.pipeline.study.Feedback;
import org.prosodia.pipeline.study.Recipe;
import org.prosodia.pipeline.study.StageRecipe;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.OptimizerOptions.Decay;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/**
 * Recipes as JSON: {@code small}, {@code base} and {@code large} come with Prosodia, others are files like them. What is not said has the
 * defaults of the commands; a field without a meaning is an error.
 *
 * @param text the JSON
 * @param recipe what it says
 */
public record RecipeFile(String text, CorpusRecipe recipe) {
    /** Those that come with Prosodia. */
    public static final List<String> BUILT_IN = List.of("small", "base", "large");

    private static final double MOST = 1e6;
    private static final double LARGEST_RATE = 10;
    /** From one frame of an encoder to the next, seconds. */
    private static final double FRAME = 0.02;

    /**
     * @param nameOrFile one of {@link #BUILT_IN}, or a path
     * @throws ModelException naming the field that is wrong
     */
    public static RecipeFile read(String nameOrFile) throws IOException {
        if (BUILT_IN.contains(nameOrFile)) {
            String resource = nameOrFile + ".json";
            try (InputStream in = RecipeFile.class.getResourceAsStream(resource)) {
                return parse(Path.of(resource), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new ModelException(file, "expected a file with a recipe, or one of " + String.join(", ", BUILT_IN) + ", found no file");
        }
        JsonObject.read(file);
        return parse(file, Files.readString(file));
    }

    static RecipeFile parse(Path file, String text) throws ModelException {
        JsonObject json = JsonObject.parse(file, text);
        requireOnly(json, Set.of("name", "encoder", "link", "cap", "sequence_cap", "side_by_side", "stage1", "stage2", "stage3", "labels",
                "sequences", "feedback"));
        try {
            Optional<Wav2Vec2Config> encoder = encoder(json);
            LinkChoice link = link(json);
            Recipe stages = new Recipe(stage(json.object("stage1"), ClipTask.SMOOTHING),
                    stage(json.object("stage2"), SequenceTask.SMOOTHING), stage(json.object("stage3"), SequenceTask.SMOOTHING),
                    labels(json.object("labels")), cap(json, "sequence_cap"), feedback(json.object("feedback")));
            return new RecipeFile(text, new CorpusRecipe(json.string("name", file.getFileName().toString()), encoder, link, cap(json, "cap"),
                    stages, sequences(json.object("sequences")), json.bool("side_by_side", false)));
        } catch (IllegalArgumentException e) {
            throw new ModelException(file, e.getMessage());
        }
    }

    private static Optional<Wav2Vec2Config> encoder(JsonObject json) throws ModelException {
        return json.has("encoder") ? Optional.of(Wav2Vec2Config.builtIn(json.object("encoder").fields())) : Optional.empty();
    }

    private static LinkChoice link(JsonObject json) throws ModelException {
        String name = json.string("link", LinkChoice.EXP.toString());
        return Arrays.stream(LinkChoice.values()).filter(link -> link != LinkChoice.SOFTMAX && link.toString().equals(name)).findFirst()
                .orElseThrow(() -> json.error("link", "one of exp, unclamped-exp, softplus, one-plus-softplus", name));
    }

    private static ConcentrationCap cap(JsonObject json, String field) throws ModelException {
        return new ConcentrationCap(json.number(field, Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY));
    }

    private static StageRecipe stage(JsonObject json, double smoothing) throws ModelException {
        requireOnly(json, Set.of("epochs", "batch", "lr", "head_lr", "weight_decay", "decay", "warmup", "clip_norm", "ema",
                "train_feature_encoder", "gradient_checkpointing", "smoothing", "augmentation"));
        for (String field : List.of("epochs", "batch", "lr")) {
            if (!json.has(field)) {
                throw json.error(field, "a number", null);
            }
        }
        double lr = json.number("lr", 0, 0, LARGEST_RATE);
        OptimizerOptions optimizer = new OptimizerOptions(lr, json.number("head_lr", lr, 0, LARGEST_RATE),
                json.number("weight_decay", 0.01, 0, LARGEST_RATE), decay(json), json.number("warmup", 0.1, 0, 1),
                json.number("clip_norm", 1, 0, MOST), json.number("ema", 0, 0, 1), json.bool("train_feature_encoder", false),
                json.bool("gradient_checkpointing", false));
        return new StageRecipe(optimizer, json.integer("epochs", 1, 1), json.integer("batch", 1, 1),
                json.number("smoothing", smoothing, 0, 1), augmentation(json.object("augmentation")));
    }

    private static Decay decay(JsonObject json) throws ModelException {
        String name = json.string("decay", "linear");
        for (Decay decay : Decay.values()) {
            if (decay.name().equals(name.toUpperCase(Locale.ROOT))) {
                return decay;
            }
        }
        throw json.error("decay", "one of " + List.of(Decay.values()).toString().toLowerCase(Locale.ROOT), name);
    }

    private static Augmentation augmentation(JsonObject json) throws ModelException {
        requireOnly(json, Set.of("speed", "crop", "shift", "gain", "snr", "pink_share"));
        return new Augmentation(chance(json, "speed"), chance(json, "crop"), chance(json, "shift"), chance(json, "gain"),
                chance(json, "snr"), json.number("pink_share", 0.5, 0, 1));
    }

    /** {@code [probability, least, most]}. */
    private static Chance chance(JsonObject json, String field) throws ModelException {
        if (!json.has(field)) {
            return Chance.NEVER;
        }
        if (!(json.fields().get(field) instanceof List<?> numbers && numbers.size() == 3
                && numbers.stream().allMatch(Number.class::isInstance))) {
            throw json.error(field, "a list of a probability and two amounts, least and most", json.fields().get(field));
        }
        double[] values = numbers.stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
        return new Chance(values[0], values[1], values[2]);
    }

    private static RecognitionOptions labels(JsonObject json) throws ModelException {
        requireOnly(json, Set.of("window", "stride", "surest"));
        RecognitionOptions usual = RecognitionOptions.DEFAULT;
        Window window = new Window(json.number("window", usual.window().length(), FRAME, MOST),
                json.number("stride", usual.window().stride(), FRAME, MOST));
        return usual.withWindow(window).withCurve(json.bool("surest", false) ? WindowCurve.SUREST : usual.curve());
    }

    private static Feedback feedback(JsonObject json) throws ModelException {
        requireOnly(json, Set.of("sequences", "pairs", "temperature", "error_rate"));
        SimulatedJudge judge = SimulatedJudge.of(json.number("temperature", Feedback.JUDGE.temperature(), 0, MOST),
                json.number("error_rate", Feedback.JUDGE.errorRate(), 0, 1), 0);
        return new Feedback(json.integer("sequences", 100, 1), json.integer("pairs", 4, 1), judge);
    }

    private static CorpusRecipe.Sequences sequences(JsonObject json) throws ModelException {
        requireOnly(json, Set.of("train", "dev", "test", "min_segments", "max_segments", "longest", "cross_fade"));
        SpliceOptions usual = SpliceOptions.DEFAULT;
        SpliceOptions options = new SpliceOptions(json.integer("min_segments", usual.minSegments(), 2),
                json.integer("max_segments", usual.maxSegments(), 2),
                json.number("longest", usual.longest(), 0, Double.POSITIVE_INFINITY),
                json.number("cross_fade", usual.crossFade(), 0, MOST), usual.trim(), usual.level());
        return new CorpusRecipe.Sequences(json.integer("train", 240, 1), json.integer("dev", 24, 0), json.integer("test", 60, 2), options);
    }

    private static void requireOnly(JsonObject json, Set<String> known) throws ModelException {
        for (String field : json.fields().keySet()) {
            if (!known.contains(field)) {
                throw json.error(field, "one of the fields " + String.join(", ", known.stream().sorted().toList()), "another");
            }
        }
    }
}
