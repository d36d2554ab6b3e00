package org.prosodia.pipeline.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.nn.Adam;
import org.prosodia.nn.Ema;
import org.prosodia.nn.GradientNorm;
import org.prosodia.nn.ParameterGroup;
import org.prosodia.nn.Schedule;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.EmotionModel;

/** AdamW over a model's encoder and head with a schedule, clipping and averaging, as the options say. */
final class Optimization {
    /** Where exponential decay ends: at a hundredth. */
    private static final double EXPONENTIAL_END = 0.01;

    private final OptimizerOptions options;
    private final Schedule schedule;
    private final Adam adam;
    private final List<Tensor> parameters = new ArrayList<>();
    private final Optional<Ema> ema;

    Optimization(EmotionModel model, OptimizerOptions options, long totalSteps) {
        this.options = options;
        this.schedule = schedule(options, totalSteps);
        freeze(model, options);
        Map<String, Tensor> learning = new LinkedHashMap<>();
        model.namedParameters().forEach((name, parameter) -> {
            if (parameter.requiresGrad()) {
                learning.put(name, parameter);
            }
        });
        parameters.addAll(learning.values());
        adam = new Adam(groups(learning, options), Adam.Config.adamW());
        ema = options.emaDecay() == 0 ? Optional.empty() : Optional.of(new Ema(learning, options.emaDecay()));
    }

    private static void freeze(EmotionModel model, OptimizerOptions options) {
        model.requireGrad(true);
        model.encoder().requireGrad(options.encoderLr() > 0);
        if (options.encoderLr() > 0) {
            model.encoder().requireFeatureEncoderGrad(options.featureEncoder());
        }
        model.encoder().gradientCheckpointing(options.gradientCheckpointing());
    }

    private static List<ParameterGroup> groups(Map<String, Tensor> learning, OptimizerOptions options) {
        List<ParameterGroup> groups = new ArrayList<>();
        for (boolean head : new boolean[] {false, true}) {
            for (boolean matrix : new boolean[] {true, false}) {
                Map<String, Tensor> members = new LinkedHashMap<>();
                learning.forEach((name, parameter) -> {
                    if (name.startsWith("head.") == head && parameter.rank() > 1 == matrix) {
                        members.put(name, parameter);
                    }
                });
                String name = (head ? "head" : "encoder") + (matrix ? "" : ", biases and norms");
                groups.add(new ParameterGroup(name, members, head ? options.headLr() : options.encoderLr(),
                        matrix ? options.weightDecay() : 0));
            }
        }
        return groups;
    }

    private static Schedule schedule(OptimizerOptions options, long total) {
        long warmup = Math.round(options.warmup() * total);
        return switch (options.decay()) {
            case CONSTANT -> new Schedule.Constant(warmup);
            case LINEAR -> new Schedule.Linear(warmup, total, 0);
            case COSINE -> new Schedule.Cosine(warmup, total, 0);
            case EXPONENTIAL -> new Schedule.Exponential(warmup, total, EXPONENTIAL_END);
        };
    }

    double factor(long step) {
        return schedule.factor(step);
    }

    /** Clips; the norm before, which may be NaN or infinite: then nothing is to be updated. */
    double clip() {
        try (Span _ = span("clip_grad_norm")) {
            return GradientNorm.clip(parameters, options.clipNorm());
        }
    }

    private Span span(String name) {
        return parameters.getFirst().runtime().span(name);
    }

    void update(long step) {
        try (Span _ = span("optimizer")) {
            adam.step(schedule.factor(step));
            adam.zeroGrad();
            ema.ifPresent(Ema::update);
        }
    }

    void zeroGrad() {
        adam.zeroGrad();
    }

    /** Runs with the averaged weights in the model, where there are any. */
    <X extends Exception> void withAverages(Part<X> part) throws X {
        if (ema.isEmpty()) {
            part.run();
            return;
        }
        try (Ema.Swapped _ = ema.get().swapIn()) {
            part.run();
        }
    }

    /** Something to run. */
    interface Part<X extends Exception> {
        void run() throws X;
    }

    /** Tensors to save, by name: the next step changes them. */
    Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        adam.state().forEach((name, tensor) -> state.put("optimizer." + name, tensor));
        ema.ifPresent(average -> average.weights().forEach((name, tensor) -> state.put("ema." + name, tensor)));
        return state;
    }

    void load(Map<String, Tensor> optimizer, Map<String, Tensor> averages) {
        adam.loadStateDict(optimizer);
        ema.ifPresent(average -> average.loadStateDict(averages));
    }
}
