package org.prosodia.tensor.backend.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A span or a kernel, and all that ran inside of it, summed over its calls. Calls of one name from different places are different entries.
 *
 * @param name such as {@code layer.3}, or the kernel's
 * @param stack what equal layers have in common, such as {@code layer.*}; else the name
 * @param isKernel whether it is a kernel, which has no children
 * @param calls how often it ran
 * @param nanos its time, with its children's
 * @param work what it did, with its children's
 * @param children in the order in which they first ran
 */
public record ProfileEntry(String name, String stack, boolean isKernel, long calls, long nanos, Work work, List<ProfileEntry> children) {
    private static final Comparator<ProfileEntry> LONGEST_FIRST =
            Comparator.comparingLong(ProfileEntry::nanos).reversed().thenComparing(ProfileEntry::name);

    /** The children cannot be changed. */
    public ProfileEntry {
        children = List.copyOf(children);
    }

    /** Time that is no child's. */
    public long selfNanos() {
        return nanos - children.stream().mapToLong(ProfileEntry::nanos).sum();
    }

    /** The same with equal layers as one, here and in all children. */
    public ProfileEntry withStacksSummed() {
        return new ProfileEntry(stack, stack, isKernel, calls, nanos, work, summed(children));
    }

    private static List<ProfileEntry> summed(List<ProfileEntry> entries) {
        record Key(String stack, boolean isKernel) {}
        Map<Key, ProfileEntry> sums = new LinkedHashMap<>();
        entries.forEach(entry -> sums.merge(new Key(entry.stack, entry.isKernel), entry, ProfileEntry::plus));
        return sums.values().stream().map(ProfileEntry::withStacksSummed).toList();
    }

    private ProfileEntry plus(ProfileEntry other) {
        List<ProfileEntry> all = new ArrayList<>(children);
        all.addAll(other.children);
        return new ProfileEntry(stack, stack, isKernel, calls + other.calls, nanos + other.nanos, work.plus(other.work), all);
    }

    /** The kernels that ran here and in all children, each once, the longest first. */
    public List<ProfileEntry> kernels() {
        return summed(leaves().toList()).stream().sorted(LONGEST_FIRST).toList();
    }

    private Stream<ProfileEntry> leaves() {
        return isKernel ? Stream.of(this) : children.stream().flatMap(ProfileEntry::leaves);
    }
}
