package org.prosodia.tensor.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.check.DifferentiableFunction;

/**
 * All that the tests know of one op (what PyTorch calls an OpInfo): {@link OpContract} makes its tests from these. Small samples with
 * the edge cases of its shapes, a generator of samples from sizes, samples that several threads share, and what it refuses.
 */
public final class OpRecord {
    private final String name;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Sample> large = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private Set<DType> dtypes = EnumSet.allOf(DType.class);
    private Domain domain = Domain.NORMAL;
    private double gradientTolerance = 4e-9;
    private double singleTolerance = 5e-6;
    private boolean broadcasts;
    private boolean takesAnyShape;
    private boolean requiresFinite;
    private int sizes;
    private Function<int[], Call> sized;

    private OpRecord(String name) {
        this.name = name;
    }

    /** @param name the method of {@link org.prosodia.tensor.Tensor}, or what the op calls itself in messages */
    public static OpRecord of(String name) {
        return new OpRecord(name);
    }

    /** A function with the shapes that it is for. */
    public record Call(DifferentiableFunction function, int[]... shapes) {}

    /** Something that fails with this message. */
    record Refusal(String op, String message, Runnable action) {
        @Override
        public String toString() {
            return message;
        }
    }

    public static int[] shape(int... dimensions) {
        return dimensions;
    }

    /** A call for {@link #sized}. */
    public static Call call(DifferentiableFunction function, int[]... shapes) {
        return new Call(function, shapes);
    }

    /** Where the elements come from, of the samples named after this too. {@link Domain#NORMAL} unless said. */
    public OpRecord on(Domain elements) {
        domain = elements;
        return this;
    }

    /** The dtypes that the op computes with; all unless said. */
    public OpRecord dtypes(DType... some) {
        dtypes = EnumSet.copyOf(List.of(some));
        return this;
    }

    /**
     * @param gradient between backward and central differences in F64, see {@link org.prosodia.tensor.check.PartialDerivative#error()};
     *     4e-9 unless said: some times what rounding and curvature leave, at most 8e-10
     * @param single between F32 and F64, relative to the largest element or 1; 5e-6 unless said: some hundred roundings
     */
    public OpRecord tolerances(double gradient, double single) {
        gradientTolerance = gradient;
        singleTolerance = single;
        return this;
    }

    /** The operands broadcast: the op must give what it gives for operands expanded before. */
    public OpRecord broadcasting() {
        broadcasts = true;
        return this;
    }

    /** There is no shape that the op refuses. */
    public OpRecord takesAnyShape() {
        takesAnyShape = true;
        return this;
    }

    /** Inputs that are not finite are refused, rather than passed on. */
    public OpRecord requiresFinite() {
        requiresFinite = true;
        return this;
    }

    /** @param variant what sets this sample apart from the op's others; may be empty */
    public OpRecord sample(String variant, DifferentiableFunction function, int[]... shapes) {
        samples.add(new Sample((name + " " + variant).strip(), domain, 0, function, shapes));
        return this;
    }

    /** One that is large enough for several threads to share the work. */
    public OpRecord large(DifferentiableFunction function, int[]... shapes) {
        large.add(new Sample(name, domain, 0, function, shapes));
        return this;
    }

    /**
     * How to make samples of any size.
     *
     * @param count of the sizes that decide a sample
     * @param generator from that many sizes, each 0 or more, to the function and its shapes
     */
    public OpRecord sized(int count, Function<int[], Call> generator) {
        sizes = count;
        sized = generator;
        return this;
    }

    public OpRecord refuses(String message, Runnable action) {
        refusals.add(new Refusal(name, message, action));
        return this;
    }

    public String name() {
        return name;
    }

    /** The sample of these sizes. */
    Sample ofSizes(long seed, int... of) {
        Call call = sized.apply(of.clone());
        return new Sample(name + " of sizes " + Arrays.toString(of) + ", seed " + seed, domain, seed, call.function, call.shapes);
    }

    List<Sample> samples() {
        return samples;
    }

    public List<Sample> large() {
        return large;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    Set<DType> dtypes() {
        return dtypes;
    }

    int sizes() {
        return sizes;
    }

    double gradientTolerance() {
        return gradientTolerance;
    }

    double singleTolerance() {
        return singleTolerance;
    }

    boolean broadcasts() {
        return broadcasts;
    }

    boolean passesOnWhatIsNotFinite() {
        return !requiresFinite;
    }

    /** Whether shapes that the op refuses are known where there are any. */
    boolean isComplete() {
        return !samples.isEmpty() && sized != null && takesAnyShape == refusals.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
