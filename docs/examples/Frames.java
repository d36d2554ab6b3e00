// ./prosodia run docs/examples/Frames.java
import org.prosodia.tensor.*;
import org.prosodia.wav2vec2.*;

/** A Wav2Vec2 with the published kernels and strides, but so narrow that it runs at once. */
Wav2Vec2Config config = Wav2Vec2Config.builtIn(Map.of("conv_dim", List.of(4L, 4L, 4L, 4L, 4L, 4L, 4L), "feat_extract_norm", "layer",
        "do_stable_layer_norm", true, "hidden_size", 8L, "num_hidden_layers", 2L, "num_attention_heads", 2L, "intermediate_size", 16L,
        "num_conv_pos_embedding_groups", 2L));

void main() {
    Wav2Vec2Config.Features features = config.features();
    IO.println("hop %s, window %s, frames of 399, 400, 719, 720 and 16000 samples: %s".formatted(features.hop(), features.receptiveField(),
            Stream.of(399, 400, 719, 720, 16_000).map(features::frames).toList()));
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Wav2Vec2Model model = new Wav2Vec2Model(runtime, DType.F64, config, new Rng(1));
        Wav2Vec2Init.initialize(model, new Rng(2));
        Tensor samples = runtime.uniform(DType.F64, -1, 1, new Rng(3), 1, 2000).requireGrad();

        Map<String, Tensor> seen = new LinkedHashMap<>();
        model.forward(samples, null, false, seen::put);
        seen.forEach((name, x) -> IO.println("%-22s %s".formatted(name, Arrays.toString(x.shape()))));

        Tensor frame = seen.get("conv.6").slice(1, 2, 1);   // what frame 2 depends on, says its gradient
        frame.sum().backward();
        double[] gradient = samples.grad().toDoubles();
        int[] touched = IntStream.range(0, gradient.length).filter(i -> gradient[i] != 0).toArray();
        IO.println("frame 2 hears samples %s to %s".formatted(touched[0], touched[touched.length - 1]));
    }
}
