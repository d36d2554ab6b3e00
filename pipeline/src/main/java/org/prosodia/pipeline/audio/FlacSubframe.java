package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.util.Arrays;

/** One channel of a FLAC frame: a predictor and what it left over (RFC 9639, section 9.2). */
final class FlacSubframe {
    private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};
    /** Quotients of Rice codes are small; a longer run of zeros is damage, not sound. */
    private static final long MAX_QUOTIENT = 1L << 32;

    private final FlacBits bits;
    private final ByteSource source;

    FlacSubframe(FlacBits bits, ByteSource source) {
        this.bits = bits;
        this.source = source;
    }

    /** Decodes {@code out.length} samples of {@code depth} bits; {@code field} names the frame in faults. */
    void read(long[] out, int depth, String field) throws IOException {
        int type = (int) bits.unsigned(7);
        int wasted = bits.unsigned(1) == 0 ? 0 : (int) Math.min(64, bits.unary() + 1);
        int width = depth - wasted;
        if (type > 63 || width < 1) {
            throw source.fault(field, "a valid subframe header", "type " + type + " with " + wasted + " wasted of " + depth + " bits");
        }
        if (type == 0) {
            Arrays.fill(out, bits.signed(width));
        } else if (type == 1) {
            warmUp(out, out.length, width);
        } else if (type >= 8 && type <= 12) {
            int order = type - 8;
            readPredicted(out, order, width, FIXED[order], field);
        } else if (type >= 32) {
            readPredicted(out, type - 31, width, null, field);
        } else {
            throw source.fault(field, "a subframe type", "the reserved type " + type);
        }
        for (int i = 0; wasted > 0 && i < out.length; i++) {
            out[i] <<= wasted;
        }
    }

    private void warmUp(long[] out, int count, int width) throws IOException {
        for (int i = 0; i < count; i++) {
            out[i] = bits.signed(width);
        }
    }

    /** {@code fixed} are the coefficients of a fixed predictor, or null when they are stored. */
    private void readPredicted(long[] out, int order, int width, int[] fixed, String field) throws IOException {
        if (order > out.length) {
            throw source.fault(field, "a predictor order of at most the block size " + out.length, Integer.toString(order));
        }
        warmUp(out, order, width);
        int shift = 0;
        int[] coefficients = fixed;
        if (fixed == null) {
            int precision = (int) bits.unsigned(4) + 1;
            shift = (int) bits.signed(5);
            if (precision == 16 || shift < 0) {
                throw source.fault(field, "a valid predictor", "precision " + precision + ", shift " + shift);
            }
            coefficients = new int[order];
            for (int i = 0; i < order; i++) {
                coefficients[i] = (int) bits.signed(precision);
            }
        }
        readResidual(out, order, field);
        // x[i] = residual[i] + (Σ_k coefficient[k] · x[i − 1 − k]) >> shift
        for (int i = order; i < out.length; i++) {
            long sum = 0;
            for (int k = 0; k < order; k++) {
                sum += coefficients[k] * out[i - 1 - k];
            }
            out[i] += sum >> shift;
        }
    }

    private void readResidual(long[] out, int order, String field) throws IOException {
        int method = (int) bits.unsigned(2);
        int partitionOrder = (int) bits.unsigned(4);
        int partition = out.length >> partitionOrder;
        if (method > 1 || partition << partitionOrder != out.length || partition < order) {
            throw source.fault(field, "a valid residual",
                "method " + method + " with 2^" + partitionOrder + " partitions of " + out.length + " samples");
        }
        int parameterBits = 4 + method;
        int escape = (1 << parameterBits) - 1;
        int i = order;
        for (int end = partition; end <= out.length; end += partition) {
            int parameter = (int) bits.unsigned(parameterBits);
            if (parameter == escape) {
                int raw = (int) bits.unsigned(5);
                for (; i < end; i++) {
                    out[i] = bits.signed(raw);
                }
            } else {
                for (; i < end; i++) {
                    out[i] = rice(parameter, field);
                }
            }
        }
    }

    /** A Rice code: quotient in unary, remainder in binary, the sign folded into the lowest bit. */
    private long rice(int parameter, String field) throws IOException {
        long quotient = bits.unary();
        if (quotient > MAX_QUOTIENT >> parameter) {
            throw source.fault(field, "a residual of 32 bits", "a run of " + quotient + " zeros: the file is damaged");
        }
        long folded = quotient << parameter | bits.unsigned(parameter);
        return folded >>> 1 ^ -(folded & 1);
    }
}
