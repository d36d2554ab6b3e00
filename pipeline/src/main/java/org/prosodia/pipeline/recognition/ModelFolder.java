package org.prosodia.pipeline.recognition;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.Link;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.wav2vec2.ClipClassifier;
import org.prosodia.wav2vec2.ConcentrationModel;
import org.prosodia.wav2vec2.EmotionModel;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.Outputs;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.PretrainedFolder;
import org.prosodia.wav2vec2.PublishedHead;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/**
 * A model folder as Hugging Face serves it ({@code config.json}, weights, perhaps {@code preprocessor_config.json}), or as we save it
 * (with {@code prosodia.json} besides).
 *
 * @param descriptor of our own head; empty for a published model
 * @param untrained whether the folder has no head for emotions, so that one with random weights was put on top
 */
public record ModelFolder(
        Path folder, EmotionModel model, Preprocessor preprocessor, Optional<ModelDescriptor> descriptor, boolean untrained,
        Weights.Report report, String format) {

    private static final long UNTRAINED_HEAD_SEED = 0;

    /**
     * Loads everything, its weights in full.
     *
     * @throws IOException naming the file and the fault when the folder holds no model or one that contradicts itself
     */
    public static ModelFolder load(Path folder, TensorRuntime runtime, DType dtype) throws IOException {
        return load(folder, runtime, dtype, WeightPrecision.F32);
    }

    /**
     * Loads everything.
     *
     * @param kept what the weights of linear layers and convolutions are kept in: in 16 bits the model can only be listened to
     * @throws IOException naming the file and the fault when the folder holds no model or one that contradicts itself
     */
    public static ModelFolder load(Path folder, TensorRuntime runtime, DType dtype, WeightPrecision kept) throws IOException {
        requireConfig(folder);
        Wav2Vec2Config config = Wav2Vec2Config.read(folder.resolve("config.json"));
        Preprocessor preprocessor = Preprocessor.read(folder);
        Optional<ModelDescriptor> descriptor = ModelDescriptor.read(folder);
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Weights.requireRoom(config, checkpoint);
            Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, dtype, config, new Rng(UNTRAINED_HEAD_SEED));
            Optional<EmotionModel> known = descriptor.isPresent() ? Optional.of(ours(descriptor.get(), encoder))
                    : PublishedHead.on(encoder, checkpoint);
            Module stored = known.isPresent() ? known.get() : encoder;
            stored.keepWeights(kept);
            Weights.Report report = Weights.load(stored, checkpoint);
            EmotionModel model = known.orElseGet(() -> untrained(encoder));
            model.keepWeights(kept);
            return new ModelFolder(folder, model, preprocessor, descriptor, known.isEmpty(), report, checkpoint.format());
        }
    }

    /**
     * A model of ours that is not in a folder yet, to be heard with or to be saved.
     *
     * @param folder where it belongs, for messages
     */
    public static ModelFolder of(Path folder, ConcentrationModel model, Preprocessor preprocessor, ModelDescriptor descriptor) {
        return new ModelFolder(folder, model, preprocessor, Optional.of(descriptor), false,
                new Weights.Report(List.of(), List.of(), List.of()), "none");
    }

    /** Writes what {@link #load} reads, for a model of ours; each file in one step, {@code prosodia.json} last. */
    public void save(Path to) throws IOException {
        ModelDescriptor ours = descriptor.orElseThrow(() -> new IllegalStateException("not a model of ours: " + folder));
        PretrainedFolder.save(to, model, preprocessor);
        PretrainedFolder.write(ours.toJson(to));
    }

    /** What the outputs are: concentrations only where the model was trained to give them. */
    public Outputs outputs() {
        boolean shares = descriptor.isPresent() && descriptor.get().link() == ModelDescriptor.LinkChoice.SOFTMAX;
        return shares ? Outputs.CLASSES : model.outputs();
    }

    /** From the logits of {@link Outputs#CONCENTRATIONS} to a distribution; the method's default for an untrained head. */
    public DirichletLikelihood likelihood() {
        return descriptor.flatMap(ModelDescriptor::likelihood).orElseGet(() -> new DirichletLikelihood(Link.exp()));
    }

    /** Fails unless the folder is one and holds {@code config.json}. */
    public static void requireConfig(Path folder) throws ModelException {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(folder, "expected a model folder, found " + (Files.exists(folder) ? "a file" : "nothing"));
        }
        if (!Files.exists(folder.resolve("config.json"))) {
            throw new ModelException(folder, "expected a model folder with config.json and weights, found no config.json");
        }
    }

    private static EmotionModel ours(ModelDescriptor descriptor, Wav2Vec2Model encoder) {
        return switch (descriptor.head()) {
            case CLIP -> new ClipClassifier(encoder, descriptor.emotions());
            case FRAMES -> new FrameClassifier(encoder, descriptor.emotions());
        };
    }

    private static EmotionModel untrained(Wav2Vec2Model encoder) {
        FrameClassifier model = new FrameClassifier(encoder, ModelDescriptor.EMOTIONS);
        model.initializeHead(new Rng(UNTRAINED_HEAD_SEED));
        return model;
    }

    /** What the weights of linear layers and convolutions are kept in. */
    public WeightPrecision precision() {
        return model.encoder().weightPrecision();
    }

    /** Fails, naming them, when weights are NaN or infinite: nothing that they give could be trusted. */
    public void requireFinite() throws ModelException {
        if (!report.nonFinite().isEmpty()) {
            String rounded = precision() == WeightPrecision.F32 ? "" : ", rounded to " + precision() + ",";
            throw new ModelException(folder, "broken weights: expected finite numbers, found NaN or infinity" + rounded + " in "
                    + String.join(", ", report.nonFinite()));
        }
    }

    /** Remarks that belong with everything this model says. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (untrained) {
            notes.add("untrained head: this model has no emotion head, so one with random weights was used; the emotions mean nothing");
        }
        if ("multi_label_classification".equals(model.encoder().config().json().fields().get("problem_type"))) {
            notes.add("several labels at a time: this model was trained to find labels independently of each other;"
                    + " here their softmax is shown");
        }
        if (!report.nonFinite().isEmpty()) {
            notes.add("broken weights: " + String.join(", ", report.nonFinite()) + " hold NaN or infinite numbers");
        }
        return notes;
    }
}
