package org.prosodia.wav2vec2;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;
import org.prosodia.wav2vec2.checkpoint.StoredTensor;

/** Finds out, from the names of its tensors, which of the heads that people publish a checkpoint holds. */
public final class PublishedHead {
    private PublishedHead() {}

    /**
     * Puts the checkpoint's head on an encoder; its weights are not loaded yet.
     *
     * @return empty when the checkpoint holds no head for emotions
     * @throws ModelException when the configuration contradicts the head
     */
    public static Optional<EmotionModel> on(Wav2Vec2Model encoder, Checkpoint checkpoint) throws ModelException {
        Map<String, StoredTensor> stored = new LinkedHashMap<>();
        checkpoint.tensors().values().forEach(tensor -> stored.put(Weights.canonical(tensor.name()), tensor));
        Wav2Vec2Config config = encoder.config();
        StoredTensor out = stored.get("classifier.out_proj.weight");
        if (out != null && stored.containsKey("classifier.dense.weight")) {
            return Optional.of(new SpeechClassifier(encoder, labels(config, out, config.transformer().hiddenSize())));
        }
        StoredTensor classifier = stored.get("classifier.weight");
        StoredTensor projector = stored.get("projector.weight");
        if (classifier != null && projector != null) {
            requireWidth(config, projector);
            return Optional.of(new SequenceClassifier(encoder, labels(config, classifier, config.classifier().projectionSize())));
        }
        return Optional.empty();
    }

    private static void requireWidth(Wav2Vec2Config config, StoredTensor projector) throws ModelException {
        long[] shape = projector.shape();
        if (shape.length != 2 || shape[0] != config.classifier().projectionSize()) {
            throw config.json().error("classifier_proj_size", "the rows of " + describe(projector), config.classifier().projectionSize());
        }
    }

    /** A label for each row of the last weight [K, width]. */
    private static List<String> labels(Wav2Vec2Config config, StoredTensor out, int width) throws ModelException {
        long[] shape = out.shape();
        if (shape.length != 2 || shape[1] != width) {
            throw new ModelException(out.file(), describe(out) + ": expected [labels, " + width + "]");
        }
        List<String> labels = config.labels();
        if (labels.isEmpty()) {
            return IntStream.range(0, Math.toIntExact(shape[0])).mapToObj(i -> "LABEL_" + i).toList();
        }
        if (labels.size() != shape[0]) {
            throw config.json().error("id2label", shape[0] + " names, as many as " + describe(out) + " has rows", labels);
        }
        return labels;
    }

    private static String describe(StoredTensor tensor) {
        return tensor.name() + " " + Arrays.toString(tensor.shape());
    }
}
