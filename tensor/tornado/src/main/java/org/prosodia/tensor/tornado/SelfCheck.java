package org.prosodia.tensor.tornado;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF32;

/**
 * Holds each kernel against plain Java before it is first used: compilers for devices have given wrong numbers without a word
 * (TornadoVM issues 1013 and 1067).
 */
final class SelfCheck {
    /** Of the expected number, or of 1. */
    private static final double TOLERANCE = 1e-4;

    private final Kernels<?> kernels;
    private final String device;
    private final Set<DeviceKernel> checked = EnumSet.noneOf(DeviceKernel.class);

    /** @param device for messages */
    SelfCheck(Kernels<?> kernels, String device) {
        this.kernels = kernels;
        this.device = device;
    }

    /**
     * Returns when the kernel has been found to agree, now or before.
     *
     * @throws UnsupportedOperationException where it does not
     */
    synchronized void before(DeviceKernel kernel) {
        if (checked.add(kernel)) {
            try {
                compare(kernel);
            } catch (RuntimeException e) {
                checked.remove(kernel);
                throw e;
            }
        }
    }

    private void compare(DeviceKernel kernel) {
        try (Workers alone = new Workers(1)) {
            List<float[]> expected = contents(kernel, new PlainF32(alone));
            List<float[]> found = contents(kernel, kernels);
            for (int i = 0; i < expected.size(); i++) {
                compare(kernel, expected.get(i), found.get(i));
            }
        }
    }

    private static List<float[]> contents(DeviceKernel kernel, Kernels<?> of) {
        Trial trial = new Trial(of);
        SmallCases.of(kernel).accept(trial);
        return trial.contents();
    }

    private void compare(DeviceKernel kernel, float[] expected, float[] found) {
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs((double) found[i] - expected[i]);
            if (!(error <= TOLERANCE * Math.max(1, Math.abs(expected[i])))) {
                throw new UnsupportedOperationException(String.format(Locale.ROOT,
                        "backend tornado: kernel %s gives wrong numbers on %s: element %d of a small case is %s, plain Java has %s",
                        kernel.name().toLowerCase(Locale.ROOT), device, i, found[i], expected[i]));
            }
        }
    }

    synchronized int count() {
        return checked.size();
    }
}
