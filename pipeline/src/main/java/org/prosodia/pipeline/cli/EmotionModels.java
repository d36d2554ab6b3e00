package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.ModelException;

/** Models that say which emotions they hear. */
final class EmotionModels {
    private EmotionModels() {}

    /** One that gives mixtures of emotions, with a word on what is the matter with it. */
    static ModelFolder load(Path model, TensorRuntime runtime, Console console) throws IOException {
        ModelFolder folder = ModelFolder.load(model, runtime, DType.F32);
        folder.requireFinite();
        if (folder.outputs() == org.prosodia.wav2vec2.Outputs.VALUES) {
            throw new ModelException(model, "expected a model of emotions, found one of the dimensions " + folder.model().labels());
        }
        folder.notes().forEach(console::warn);
        return folder;
    }

    /** One that answers for whole clips, as sliding windows need it. */
    static ModelFolder loadTeacher(Path model, TensorRuntime runtime, Console console) throws IOException {
        ModelFolder folder = load(model, runtime, console);
        if (folder.model() instanceof FrameClassifier) {
            throw new ModelException(model, "expected a model of stage 1, which answers for a clip, found "
                    + (folder.untrained() ? "an encoder that knows no emotions"
                            : "one that answers for frames: no window changes what it says"));
        }
        return folder;
    }
}
