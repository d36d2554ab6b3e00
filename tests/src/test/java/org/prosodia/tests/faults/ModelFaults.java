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
import org.prosodia.tests.faults.PlantedFault.Kind;

/** Mistakes in layers, in the model and in the losses. */
final class ModelFaults {
    private ModelFaults() {}

    static List<PlantedFault> all() {
        return Stream.of(layers(), model(), dirichlet(), preferences()).flatMap(faults -> faults).toList();
    }

    private static PlantedFault fault(Kind kind, String what, String file, String right, String wrong) {
        return new PlantedFault(kind, what, file, right, wrong);
    }

    private static Stream<PlantedFault> layers() {
        return Stream.of(
                fault(MISSING_TERM, "weight norm does not differentiate ‖v‖", "nn/WeightNormConv1d",
                        "v.mul(g.div(norm()))", "v.mul(g.div(norm().detach()))"),
                fault(STALE_BUFFER, "a derived weight outlives a step of the optimiser", "nn/Derived",
                        "last == null || !Arrays.equals(last.versions, versions)", "last == null"),
                fault(MASK, "attention ignores which frames are padding", "nn/MultiHeadAttention", "heads, valid,",
                        "heads, null,"),
                fault(STATISTICS, "the norm of all gradients adds norms", "nn/GradientNorm",
                        "parameter.grad().squaredNorm()", "Math.sqrt(parameter.grad().squaredNorm())"),
                fault(WRONG_OPERAND, "the average follows the newest weights too closely", "nn/Ema", "1 - decay", "decay"));
    }

    private static Stream<PlantedFault> model() {
        return Stream.of(
                fault(OFFSET, "an even positional kernel drops the first frame", "wav2vec2/PositionalConvEmbedding",
                        "y.slice(1, 0, x.dim(1))", "y.slice(1, 1, x.dim(1))"),
                fault(MISSING_TERM, "a pre-norm block without its second residual", "wav2vec2/EncoderLayer",
                        "return y.reusable().add(sum.reusable());", "return y;"),
                fault(MASK, "the mean over frames counts padding", "wav2vec2/Pooling",
                        "counts[i / time] += valid.get(i) ? 1 : 0;", "counts[i / time] += 1;"),
                fault(OFFSET, "the moving average looks one frame less ahead", "wav2vec2/Pooling",
                        "for (int shift = 1; shift < window; shift++)", "for (int shift = 1; shift < window - 1; shift++)"),
                fault(MASK, "SpecAugment adds to what it masks", "wav2vec2/Wav2Vec2Model",
                        "out.maskedFill(frames, 0).add(embed)", "out.add(embed)"),
                fault(MISSING_TERM, "SpecAugment's embedding learns nothing", "wav2vec2/Wav2Vec2Model",
                        "maskedSpecEmbed.expand(h.shape())", "maskedSpecEmbed.detach().expand(h.shape())"),
                fault(WRONG_OPERAND, "a post-norm block adds what came before its norm", "wav2vec2/EncoderLayer",
                        "feedForward.forward(normed).reusable().add(normed.reusable())", "feedForward.forward(normed).reusable().add(sum)"),
                fault(MISSING_TERM, "samples get no gradient through frozen convolutions", "wav2vec2/FeatureEncoder",
                        "samples.requiresGrad() || namedParameters()", "namedParameters()"),
                fault(STATISTICS, "a pre-norm model without its last norm", "wav2vec2/Encoder",
                        "preNorm ? norm.forward(x) : x;\n        }", "x;\n        }"));
    }

    private static Stream<PlantedFault> dirichlet() {
        return Stream.of(
                fault(SIGN, "∂ log Dir/∂α with ψ(α_k) added", "dirichlet/Dirichlet",
                        "digamma0 - Digamma.value(alpha[k]) + Math.log(y[k])", "digamma0 + Digamma.value(alpha[k]) + Math.log(y[k])"),
                fault(MISSING_TERM, "∂ log Dir/∂α without ψ(α_0)", "dirichlet/Dirichlet",
                        "digamma0 - Digamma.value(alpha[k]) + Math.log(y[k])", "Math.log(y[k]) - Digamma.value(alpha[k])"),
                fault(MISSING_TERM, "the gradient misses the link's slope", "dirichlet/DirichletLikelihood",
                        "gradient[k] *= link.derivative(z[k]);", ""),
                fault(MASK, "a clamped logit still learns", "dirichlet/Link",
                        "z < lowest || z > highest ? 0 : Math.exp(z)", "Math.exp(z)"),
                fault(MISSING_TERM, "the cap's gradient without what all concentrations share", "dirichlet/ConcentrationCap", "scale * (upstream[k] - scale / limit * dot)", "scale * upstream[k]"),
                fault(FACTOR, "rows of a loss ignore their weight", "dirichlet/RowLoss", "upstream[r] * row[k]", "row[k]"),
                fault(STALE_BUFFER, "targets that the caller changes later", "dirichlet/RowLoss", "targets.clone()",
                        "targets"),
                fault(SIGN, "the loss climbs", "dirichlet/DirichletLikelihood", "gradient[k] = -gradient[k];", ""));
    }

    private static Stream<PlantedFault> preferences() {
        return Stream.of(
                fault(SIGN, "the rejected sequence is preferred too", "dpo/PreferenceObjective", "{dw, dw.neg()}", "{dw, dw}"),
                fault(FACTOR, "the batch's gradient is a sum", "dpo/PreferenceObjective", "g.item() / pairs.size()", "g.item()"),
                fault(MASK, "padded frames learn", "dpo/DpoLoss",
                        "            if (pair.valid()[t]) {\n                gradient[t]", "            if (t >= 0) {\n                gradient[t]"),
                fault(FACTOR, "a mean's gradient is a sum's", "dpo/DpoLoss",
                        "reduction == Reduction.SUM ? 1 : 1.0 / pair.validFrames()", "1"),
                fault(SIGN, "label smoothing pulls the wrong way", "dpo/PreferenceLoss",
                        "(1 - labelSmoothing) * Sigmoid.value(-x) - labelSmoothing", "(1 - labelSmoothing) * Sigmoid.value(-x) + labelSmoothing"),
                fault(MISSING_TERM, "IPO′ without its target margin", "dpo/PreferenceLoss",
                        "return 2 * (margin - 1 / (2 * beta));", "return 2 * margin;"));
    }
}
