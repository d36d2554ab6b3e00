package org.prosodia.pipeline.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.ClipClassifier;
import org.prosodia.wav2vec2.ConcentrationModel;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Init;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** The models that stages begin with, in F32. */
public final class StartingModel {
    private final TensorRuntime runtime;

    public StartingModel(TensorRuntime runtime) {
        this.runtime = runtime;
    }

    /** A model of random weights, decided by a seed. */
    public ModelFolder random(Wav2Vec2Config config, ModelDescriptor descriptor, long seed) {
        Rng rng = new Rng(seed).fork(0);
        ConcentrationModel model = model(config, descriptor);
        Wav2Vec2Init.initialize(model.encoder(), rng);
        model.initializeHead(rng);
        return ModelFolder.of(Path.of("random weights"), model, new Preprocessor(true), descriptor);
    }

    /**
     * The encoder of any folder with a new head of small random weights; heads that the folder has are left aside, but for a model of ours
     * with this descriptor, which goes on as it is.
     *
     * @throws ModelException for a model of ours with another descriptor: its head would be lost
     */
    public ModelFolder encoderOf(Path folder, ModelDescriptor descriptor, long seed) throws IOException {
        ModelFolder.requireConfig(folder);
        Optional<ModelDescriptor> ours = ModelDescriptor.read(folder);
        if (ours.isPresent() && !ours.get().equals(descriptor)) {
            throw new ModelException(folder, "expected an encoder, or a model of " + descriptor + ", found one of " + ours.get());
        }
        ConcentrationModel model = model(Wav2Vec2Config.read(folder.resolve("config.json")), descriptor);
        model.initializeHead(new Rng(seed).fork(0));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            List<String> broken = Weights.load(ours.isPresent() ? model : model.encoder(), checkpoint).nonFinite();
            if (!broken.isEmpty()) {
                throw new ModelException(folder, "expected finite weights, found NaN or infinity in " + String.join(", ", broken));
            }
        }
        return ModelFolder.of(folder, model, Preprocessor.read(folder), descriptor);
    }

    /**
     * A model of ours for frames, with the weights of a folder of ours with either head: both have the same parameters.
     *
     * @throws ModelException when the folder has no model of ours
     */
    public ModelFolder framesOf(Path folder) throws IOException {
        ModelFolder loaded = ModelFolder.load(folder, runtime, DType.F32);
        loaded.requireFinite();
        ModelDescriptor descriptor = loaded.descriptor().orElseThrow(() -> new ModelException(folder,
                "expected a model of the earlier stage (with prosodia.json), found a published one or a bare encoder"));
        return framesOf(loaded, new ModelDescriptor(Head.FRAMES, descriptor.emotions(), descriptor.link(), descriptor.cap()));
    }

    /** A copy of a model's weights in a model for frames. */
    public ModelFolder framesOf(ModelFolder like) {
        ModelDescriptor descriptor = like.descriptor().orElseThrow();
        return framesOf(like, new ModelDescriptor(Head.FRAMES, descriptor.emotions(), descriptor.link(), descriptor.cap()));
    }

    /** The same with another bound on the total concentration, which leaves the means as they are. */
    public ModelFolder framesOf(ModelFolder like, ConcentrationCap cap) {
        ModelDescriptor descriptor = like.descriptor().orElseThrow();
        return framesOf(like, new ModelDescriptor(Head.FRAMES, descriptor.emotions(), descriptor.link(), cap));
    }

    private ModelFolder framesOf(ModelFolder like, ModelDescriptor descriptor) {
        ConcentrationModel model = model(like.model().encoder().config(), descriptor);
        model.loadStateDict(like.model().stateDict());
        return ModelFolder.of(like.folder(), model, like.preprocessor(), descriptor);
    }

    private ConcentrationModel model(Wav2Vec2Config config, ModelDescriptor descriptor) {
        Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, config, new Rng(0));
        List<String> emotions = descriptor.emotions();
        return descriptor.head() == Head.CLIP ? new ClipClassifier(encoder, emotions) : new FrameClassifier(encoder, emotions);
    }
}
