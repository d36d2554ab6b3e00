package org.prosodia.dpo;

/**
 * One preference as log-densities per frame: of the chosen sequence y_w and the rejected y_l of one clip, under the policy and under the
 * frozen reference. The arrays are not copied, and must not change while the pair is in use.
 *
 * @param policyChosen {@code log π_θ(y_w,t | x)} [T]
 * @param policyRejected {@code log π_θ(y_l,t | x)} [T]
 * @param referenceChosen {@code log π_ref(y_w,t | x)} [T]
 * @param referenceRejected {@code log π_ref(y_l,t | x)} [T]
 * @param valid which frames count; the others are padding and never looked at [T]
 */
public record PreferencePair(double[] policyChosen, double[] policyRejected, double[] referenceChosen, double[] referenceRejected,
        boolean[] valid) {

    /**
     * Checks the lengths and the valid frames.
     *
     * @throws IllegalArgumentException if lengths differ, no frame is valid, or a log-density of a valid frame is not finite
     */
    public PreferencePair {
        requireFinite("policy, chosen", policyChosen, valid);
        requireFinite("policy, rejected", policyRejected, valid);
        requireFinite("reference, chosen", referenceChosen, valid);
        requireFinite("reference, rejected", referenceRejected, valid);
        if (count(valid) == 0) {
            throw new IllegalArgumentException("a preference pair needs at least one valid frame but none of its " + valid.length + " is");
        }
    }

    /** T, padding included. */
    public int length() {
        return valid.length;
    }

    /** The number of valid frames, at least 1. */
    public int validFrames() {
        return count(valid);
    }

    /** {@code log π_θ(y_w) − log π_ref(y_w) − log π_θ(y_l) + log π_ref(y_l)} of frame t. */
    public double margin(int t) {
        return (policyChosen[t] - referenceChosen[t]) - (policyRejected[t] - referenceRejected[t]);
    }

    private static int count(boolean[] valid) {
        int count = 0;
        for (boolean frame : valid) {
            count += frame ? 1 : 0;
        }
        return count;
    }

    private static void requireFinite(String side, double[] logDensities, boolean[] valid) {
        if (logDensities.length != valid.length) {
            throw new IllegalArgumentException(
                    "expected " + valid.length + " log-densities (" + side + "), one per frame, but found " + logDensities.length);
        }
        for (int t = 0; t < valid.length; t++) {
            if (valid[t] && !Double.isFinite(logDensities[t])) {
                throw new IllegalArgumentException(
                        "log-density (" + side + ") of frame " + t + " must be finite but is " + logDensities[t]);
            }
        }
    }
}
