package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.math.SplitMix64;

/**
 * The factors of {@link DropoutMask} for as many elements at a time as a vector of F32 has lanes: two vectors of 64-bit numbers, one for
 * the even lanes and one for the odd.
 */
final class DropoutLanes {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;
    private static final VectorSpecies<Long> LONGS = VectorSpecies.of(long.class, S.vectorShape());
    private static final long UPPER = 0xffffffff00000000L;

    private DropoutLanes() {}

    /**
     * Writes factors to {@code count} vectors of y, each {@code pitch} after the one before. Lane l of vector v is for element
     * {@code first + l · laneStep + v · vectorStep}.
     */
    static void factors(DropoutMask mask, long first, long laneStep, long vectorStep, int count, float[] y, int yo, int pitch) {
        LongVector even = states(mask, first, 2 * laneStep);
        LongVector odd = states(mask, first + laneStep, 2 * laneStep);
        long step = vectorStep * SplitMix64.GOLDEN_GAMMA;
        FloatVector kept = FloatVector.broadcast(S, (float) mask.kept());
        for (int v = 0; v < count; v++) {
            factors(even, odd, mask.threshold(), kept).intoArray(y, yo + v * pitch);
            even = even.add(step);
            odd = odd.add(step);
        }
    }

    /** y = x times the factors of the elements {@code from} to {@code to}. */
    static void multiply(DropoutMask mask, float[] x, float[] y, int from, int to) {
        LongVector even = states(mask, from, 2);
        LongVector odd = states(mask, from + 1, 2);
        FloatVector kept = FloatVector.broadcast(S, (float) mask.kept());
        int i = from;
        for (; i <= to - L; i += L) {
            FloatVector.fromArray(S, x, i).mul(factors(even, odd, mask.threshold(), kept)).intoArray(y, i);
            even = even.add(L * SplitMix64.GOLDEN_GAMMA);
            odd = odd.add(L * SplitMix64.GOLDEN_GAMMA);
        }
        for (; i < to; i++) {
            y[i] = x[i] * (float) mask.factor(i);
        }
    }

    /** 0 in the lanes whose numbers are below the threshold, else {@code kept}. */
    private static FloatVector factors(LongVector even, LongVector odd, long threshold, FloatVector kept) {
        // The highest bit of a difference is set where the element is dropped.
        LongVector e = mix(even).lanewise(VectorOperators.LSHR, DropoutMask.SHIFT).sub(threshold);
        LongVector o = mix(odd).lanewise(VectorOperators.LSHR, DropoutMask.SHIFT).sub(threshold);
        IntVector signs = e.lanewise(VectorOperators.LSHR, Integer.SIZE).or(o.and(UPPER)).reinterpretAsInts();
        IntVector dropped = signs.lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
        return kept.reinterpretAsInts().lanewise(VectorOperators.AND_NOT, dropped).reinterpretAsFloats();
    }

    /** States that give the numbers of elements {@code first}, {@code first + step}, … */
    private static LongVector states(DropoutMask mask, long first, long step) {
        long state = mask.state() + (first + 1) * SplitMix64.GOLDEN_GAMMA;
        return LongVector.zero(LONGS).addIndex(1).mul(step * SplitMix64.GOLDEN_GAMMA).add(state);
    }

    /** {@link SplitMix64#mix}. */
    private static LongVector mix(LongVector z) {
        LongVector a = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 30)).mul(SplitMix64.FIRST_FACTOR);
        LongVector b = a.lanewise(VectorOperators.XOR, a.lanewise(VectorOperators.LSHR, 27)).mul(SplitMix64.SECOND_FACTOR);
        return b.lanewise(VectorOperators.XOR, b.lanewise(VectorOperators.LSHR, 31));
    }
}
