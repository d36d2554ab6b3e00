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
        IntVector kept = FloatVector.broadcast(S, (float) mask.kept()).reinterpretAsInts();
        for (int v = 0; v < count; v++) {
            // The highest bit of each is set where the element is dropped.
            LongVector e = mix(even).lanewise(VectorOperators.LSHR, DropoutMask.SHIFT).sub(mask.threshold());
            LongVector o = mix(odd).lanewise(VectorOperators.LSHR, DropoutMask.SHIFT).sub(mask.threshold());
            IntVector signs = e.lanewise(VectorOperators.LSHR, Integer.SIZE).or(o.and(UPPER)).reinterpretAsInts();
            IntVector dropped = signs.lanewise(VectorOperators.ASHR, Integer.SIZE - 1);
            kept.lanewise(VectorOperators.AND_NOT, dropped).reinterpretAsFloats().intoArray(y, yo + v * pitch);
            even = even.add(step);
            odd = odd.add(step);
        }
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
