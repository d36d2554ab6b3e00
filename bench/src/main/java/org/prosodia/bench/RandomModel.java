package org.prosodia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.cli.EncoderSize;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.tensor.TensorRuntime;

/** Models of stage 2 with random weights: they take as long as trained ones. */
final class RandomModel {
    private static final long SEED = 0;

    private RandomModel() {}

    static ModelFolder frames(TensorRuntime runtime, EncoderSize size) {
        ModelDescriptor descriptor = new ModelDescriptor(Head.FRAMES, ModelDescriptor.EMOTIONS, LinkChoice.EXP, ConcentrationCap.NONE);
        return new StartingModel(runtime).random(size.config(), descriptor, SEED);
    }

    /** The same on disk, made when it is not there yet. */
    static Path onDisk(Path folder, EncoderSize size, TensorRuntime runtime) throws IOException {
        Path model = folder.resolve(size.name().toLowerCase(Locale.ROOT));
        if (!Files.exists(model) || ModelDescriptor.read(model).isEmpty()) { // the descriptor is written last
            frames(runtime, size).save(model);
        }
        return model;
    }
}
