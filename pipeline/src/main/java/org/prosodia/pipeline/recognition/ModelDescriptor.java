package org.prosodia.pipeline.recognition;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.Link;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;

/**
 * What {@code prosodia.json} adds to a Hugging Face folder: which of our heads the weights hold.
 *
 * @param head {@code clip} (stage 1) or {@code frames} (stages 2 and 3)
 * @param emotions names of the K outputs, in order
 * @param link from logits to concentrations, or to shares alone
 * @param cap on the total concentration
 */
public record ModelDescriptor(Head head, List<String> emotions, LinkChoice link, ConcentrationCap cap) {
    /** The emotions of the method, in its order. */
    public static final List<String> EMOTIONS = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");

    private static final String FILE = "prosodia.json";
    private static final String SCHEMA = "prosodia.model/1";

    /** Which head. */
    public enum Head {
        CLIP,
        FRAMES
    }

    /** The maps g of equation (3) that a file can name. */
    public enum LinkChoice {
        EXP("exp", Link.exp()),
        UNCLAMPED_EXP("unclamped-exp", Link.unclampedExp()),
        SOFTPLUS("softplus", Link.softplus()),
        ONE_PLUS_SOFTPLUS("one-plus-softplus", Link.onePlusSoftplus()),
        /** No concentrations: the model was trained with cross-entropy, and its softmax gives the shares. */
        SOFTMAX("softmax", null);

        private final String name;
        private final Link link;

        LinkChoice(String name, Link link) {
            this.name = name;
            this.link = link;
        }

        /** The map itself; empty for {@link #SOFTMAX}. */
        public Optional<Link> link() {
            return Optional.ofNullable(link);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Reads the file of a model folder; empty when there is none. */
    public static Optional<ModelDescriptor> read(Path folder) throws ModelException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonObject json = JsonObject.read(file);
        String schema = json.string("schema", "none");
        if (!schema.equals(SCHEMA)) {
            throw json.error("schema", SCHEMA, schema);
        }
        String head = json.string("head", "none");
        if (!head.equals("clip") && !head.equals("frames")) {
            throw json.error("head", "clip or frames", head);
        }
        List<String> emotions = json.strings("emotions", List.of());
        if (emotions.size() < 2 || emotions.stream().distinct().count() < emotions.size()) {
            throw json.error("emotions", "at least two names, no two alike", emotions);
        }
        return Optional.of(new ModelDescriptor(head.equals("clip") ? Head.CLIP : Head.FRAMES, emotions, link(json),
                new ConcentrationCap(json.has("cap") ? json.number("cap", 0, Double.MIN_NORMAL, Double.MAX_VALUE) : Double.POSITIVE_INFINITY)));
    }

    /** From logits to a distribution; empty for a model without concentrations. */
    public Optional<DirichletLikelihood> likelihood() {
        return link.link().map(map -> new DirichletLikelihood(map, cap));
    }

    private static LinkChoice link(JsonObject json) throws ModelException {
        String name = json.string("link", "none");
        for (LinkChoice choice : LinkChoice.values()) {
            if (choice.name.equals(name)) {
                return choice;
            }
        }
        throw json.error("link", "exp, unclamped-exp, softplus, one-plus-softplus or softmax", name);
    }

    /** The file's content, to be written to {@code prosodia.json}. */
    public JsonObject toJson(Path folder) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("head", head == Head.CLIP ? "clip" : "frames");
        fields.put("emotions", emotions);
        fields.put("link", link.name);
        if (!cap.equals(ConcentrationCap.NONE)) {
            fields.put("cap", cap.limit());
        }
        return JsonObject.of(folder.resolve(FILE), fields);
    }
}
