package org.prosodia.pipeline.profile;

import java.util.Locale;
import org.prosodia.tensor.backend.profile.ProfileEntry;

/** The figures of an entry as text; {@link #NONE} for what an entry does not have. */
final class Figures {
    static final String NONE = "-";

    private Figures() {}

    static String millis(long nanos) {
        return decimals(nanos / 1e6, 2);
    }

    /** Of all time, in percent. */
    static String share(ProfileEntry entry, long all) {
        return all == 0 ? NONE : decimals(100.0 * entry.nanos() / all, 1);
    }

    /** Operations of matrix products in all of the entry's time, 10⁹ a second. */
    static String gflops(ProfileEntry entry) {
        return perNano(entry.work().operations(), entry.nanos());
    }

    /** Bytes that kernels asked for in all of the entry's time, 10⁹ a second. */
    static String gigabytes(ProfileEntry entry) {
        return perNano(entry.work().bytes(), entry.nanos());
    }

    /** 10⁶ bytes of new tensors. */
    static String megabytesAllocated(ProfileEntry entry) {
        return entry.work().allocated() == 0 ? NONE : decimals(entry.work().allocated() / 1e6, 2);
    }

    private static String perNano(long amount, long nanos) {
        return amount == 0 || nanos == 0 ? NONE : decimals((double) amount / nanos, 1);
    }

    private static String decimals(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
