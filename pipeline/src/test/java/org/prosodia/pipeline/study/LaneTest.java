package org.prosodia.pipeline.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.recognition.WindowCurve;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.OptimizerOptions.Decay;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Wav2Vec2Config;

class LaneTest {
    private static final List<String> EMOTIONS = List.of("anger", "joy", "sadness");
    private static final RecognitionOptions LABELS =
            RecognitionOptions.DEFAULT.withWindow(new Window(0.7, 0.2)).withCurve(WindowCurve.SUREST);
    private static final double SMOOTHING = 0.01;

    @Test
    void stageTwoLearnsWhatTheStageOneModelHearsThroughTheWindowOfTheLabels() throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            ModelFolder teacher = teacher(runtime);
            Sequence sequence = new Sequence("noise", "nobody", noise(2.5), null);

            double asked = firstLoss(runtime, teacher, sequence, LABELS);

            Timeline heard = new Recognizer(teacher, runtime, LABELS).recognize("noise", sequence.samples(), _ -> {});
            ModelFolder student = new StartingModel(runtime).framesOf(teacher, ConcentrationCap.NONE);
            List<Example<Timeline>> held = List.of(Example.of("noise", "nobody", sequence.samples(), heard));
            assertEquals(new SequenceTask(student, held, held, SMOOTHING, Augmentation.NONE).evaluate().get("loss"), asked);
            assertNotEquals(firstLoss(runtime, teacher, sequence, LABELS.withCurve(WindowCurve.INTERPOLATED)), asked);
            assertNotEquals(firstLoss(runtime, teacher, sequence, RecognitionOptions.DEFAULT), asked);
        }
    }

    /** Of the sequence model before it has learnt anything. */
    private static double firstLoss(TensorRuntime runtime, ModelFolder teacher, Sequence sequence, RecognitionOptions labels) throws IOException {
        OptimizerOptions optimizer = new OptimizerOptions(1e-3, 1e-3, 0, Decay.CONSTANT, 0, 1, 0, true, false);
        StageRecipe stage = new StageRecipe(optimizer, 1, 1, SMOOTHING, Augmentation.NONE);
        Recipe recipe = new Recipe(stage, stage, stage, labels, ConcentrationCap.NONE, new Feedback(1, 1, Feedback.JUDGE));
        StudyData data = new StudyData(Map.of(), Map.of(Split.TRAIN, List.of(sequence), Split.DEV, List.of(sequence)));
        double[] loss = {Double.NaN};
        new Lane(runtime, data, recipe, "lane", 1, (_, task, _, _) -> loss[0] = task.evaluate().get("loss"), new Silent())
                .stage2(teacher);
        return loss[0];
    }

    private static final class Silent implements Narrator {
        @Override
        public void epoch(String training, int epoch, int epochs, String figures) {}

        @Override
        public void trained(double seconds) {}
    }

    private static ModelFolder teacher(TensorRuntime runtime) {
        Map<String, Object> keys = new HashMap<>(Map.of("hidden_size", 16L, "num_hidden_layers", 1L, "num_attention_heads", 2L,
                "intermediate_size", 24L, "conv_dim", List.of(8L, 8L, 8L, 8L, 8L, 8L, 8L), "num_conv_pos_embeddings", 8L,
                "num_conv_pos_embedding_groups", 4L, "initializer_range", 0.5, "apply_spec_augment", false));
        return new StartingModel(runtime).random(Wav2Vec2Config.builtIn(keys),
                new ModelDescriptor(Head.CLIP, EMOTIONS, LinkChoice.EXP, ConcentrationCap.NONE), 3);
    }

    private static float[] noise(double seconds) {
        Rng random = new Rng(1);
        float[] samples = new float[(int) (16_000 * seconds)];
        for (int i = 0; i < samples.length; i++) {
            // Louder and louder, so that windows differ.
            samples[i] = (float) (0.2 * i / samples.length * random.nextGaussian());
        }
        return samples;
    }
}
