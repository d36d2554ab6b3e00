package org.prosodia.tests.faults;

import static org.prosodia.tests.faults.PlantedFault.Kind.FACTOR;
import static org.prosodia.tests.faults.PlantedFault.Kind.MASK;
import static org.prosodia.tests.faults.PlantedFault.Kind.MISSING_TERM;
import static org.prosodia.tests.faults.PlantedFault.Kind.OFFSET;
import static org.prosodia.tests.faults.PlantedFault.Kind.SIGN;
import static org.prosodia.tests.faults.PlantedFault.Kind.STALE_BUFFER;
import static org.prosodia.tests.faults.PlantedFault.Kind.STATISTICS;
import static org.prosodia.tests.faults.PlantedFault.Kind.WRONG_OPERAND;

import java.util.List;
import java.util.stream.Stream;

/** Mistakes in layers, in the model and in the losses. */
final class ModelFaults {
    private ModelFaults() {}

    static List<PlantedFault> all() {
        return Stream.of(layers(), model(), dirichlet(), preferences()).flatMap(faults -> faults).toList();
    }

    private static Stream<PlantedFault> layers() {
        return Stream.of(
                new PlantedFault(MISSING_TERM, "weight norm does not differentiate ‖v‖", "nn", "nn/WeightNormConv1d",
                        "v.mul(g.div(norm()))", "v.mul(g.div(norm().detach()))"),
                new PlantedFault(STALE_BUFFER, "a derived weight outlives a step of the optimiser", "nn", "nn/Derived",
                        "last == null || !Arrays.equals(last.versions, versions)", "last == null"),
                new PlantedFault(MASK, "attention ignores which frames are padding", "nn", "nn/MultiHeadAttention", "heads, valid,",
                        "heads, null,"),
                new PlantedFault(STATISTICS, "the norm of all gradients adds norms", "nn", "nn/GradientNorm",
                        "parameter.grad().squaredNorm()", "Math.sqrt(parameter.grad().squaredNorm())"),
                new PlantedFault(WRONG_OPERAND, "the average follows the newest weights too closely", "nn", "nn/Ema", "1 - decay", "decay"));
    }

    private static Stream<PlantedFault> model() {
        return Stream.of(
                new PlantedFault(OFFSET, "an even positional kernel drops the first frame", "wav2vec2", "wav2vec2/PositionalConvEmbedding",
                        "y.slice(1, 0, x.dim(1))", "y.slice(1, 1, x.dim(1))"),
                new PlantedFault(MISSING_TERM, "a pre-norm block without its second residual", "wav2vec2", "wav2vec2/EncoderLayer",
                        "feedForward.forward(finalNorm.forward(sum)).reusable().add(sum)", "feedForward.forward(finalNorm.forward(sum))"),
                new PlantedFault(MASK, "the mean over frames counts padding", "wav2vec2", "wav2vec2/Pooling",
                        "counts[i / time] += valid.get(i) ? 1 : 0;", "counts[i / time] += 1;"),
                new PlantedFault(OFFSET, "the moving average looks one frame less ahead", "wav2vec2", "wav2vec2/Pooling",
                        "for (int shift = 1; shift < window; shift++)", "for (int shift = 1; shift < window - 1; shift++)"),
                new PlantedFault(MASK, "SpecAugment adds to what it masks", "wav2vec2", "wav2vec2/Wav2Vec2Model",
                        "out.maskedFill(frames, 0).add(embed)", "out.add(embed)"),
                new PlantedFault(MISSING_TERM, "SpecAugment's embedding learns nothing", "wav2vec2", "wav2vec2/Wav2Vec2Model",
                        "maskedSpecEmbed.expand(h.shape())", "maskedSpecEmbed.detach().expand(h.shape())"),
                new PlantedFault(WRONG_OPERAND, "a post-norm block adds what came before its norm", "wav2vec2", "wav2vec2/EncoderLayer",
                        "feedForward.forward(normed).reusable().add(normed)", "feedForward.forward(normed).reusable().add(sum)"),
                new PlantedFault(MISSING_TERM, "samples get no gradient through frozen convolutions", "wav2vec2", "wav2vec2/FeatureEncoder",
                        "samples.requiresGrad() || namedParameters()", "namedParameters()"),
                new PlantedFault(STATISTICS, "a pre-norm model without its last norm", "wav2vec2", "wav2vec2/Encoder",
                        "preNorm ? norm.forward(x) : x;\n    }", "x;\n    }"));
    }

    private static Stream<PlantedFault> dirichlet() {
        return Stream.of(
                new PlantedFault(SIGN, "∂ log Dir/∂α with ψ(α_k) added", "dirichlet", "dirichlet/Dirichlet",
                        "digamma0 - Digamma.value(alpha[k]) + Math.log(y[k])", "digamma0 + Digamma.value(alpha[k]) + Math.log(y[k])"),
                new PlantedFault(MISSING_TERM, "∂ log Dir/∂α without ψ(α_0)", "dirichlet", "dirichlet/Dirichlet",
                        "digamma0 - Digamma.value(alpha[k]) + Math.log(y[k])", "Math.log(y[k]) - Digamma.value(alpha[k])"),
                new PlantedFault(MISSING_TERM, "the gradient misses the link's slope", "dirichlet", "dirichlet/DirichletLikelihood",
                        "gradient[k] *= link.derivative(z[k]);", ""),
                new PlantedFault(MASK, "a clamped logit still learns", "dirichlet", "dirichlet/Link",
                        "z < lowest || z > highest ? 0 : Math.exp(z)", "Math.exp(z)"),
                new PlantedFault(MISSING_TERM, "the cap's gradient without what all concentrations share", "dirichlet",
                        "dirichlet/ConcentrationCap", "scale * (upstream[k] - scale / limit * dot)", "scale * upstream[k]"),
                new PlantedFault(FACTOR, "rows of a loss ignore their weight", "dirichlet", "dirichlet/RowLoss", "upstream[r] * row[k]", "row[k]"),
                new PlantedFault(STALE_BUFFER, "targets that the caller changes later", "dirichlet", "dirichlet/RowLoss", "targets.clone()",
                        "targets"),
                new PlantedFault(SIGN, "the loss climbs", "dirichlet", "dirichlet/DirichletLikelihood", "gradient[k] = -gradient[k];", ""));
    }

    private static Stream<PlantedFault> preferences() {
        return Stream.of(
                new PlantedFault(SIGN, "the rejected sequence is preferred too", "dpo", "dpo/PreferenceObjective", "{dw, dw.neg()}", "{dw, dw}"),
                new PlantedFault(FACTOR, "the batch's gradient is a sum", "dpo", "dpo/PreferenceObjective", "g.item() / pairs.size()", "g.item()"),
                new PlantedFault(MASK, "padded frames learn", "dpo", "dpo/DpoLoss",
                        "            if (pair.valid()[t]) {\n                gradient[t]", "            if (t >= 0) {\n                gradient[t]"),
                new PlantedFault(FACTOR, "a mean's gradient is a sum's", "dpo", "dpo/DpoLoss",
                        "reduction == Reduction.SUM ? 1 : 1.0 / pair.validFrames()", "1"),
                new PlantedFault(SIGN, "label smoothing pulls the wrong way", "dpo", "dpo/PreferenceLoss",
                        "(1 - labelSmoothing) * Sigmoid.value(-x) - labelSmoothing", "(1 - labelSmoothing) * Sigmoid.value(-x) + labelSmoothing"),
                new PlantedFault(MISSING_TERM, "IPO′ without its target margin", "dpo", "dpo/PreferenceLoss",
                        "return 2 * (margin - 1 / (2 * beta));", "return 2 * margin;"));
    }
}
