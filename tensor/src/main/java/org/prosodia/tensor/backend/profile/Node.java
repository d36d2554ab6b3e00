package org.prosodia.tensor.backend.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An entry that still grows. */
final class Node {
    private record Key(String name, boolean isKernel) {}

    private final Key key;
    private final String stack;
    private final Map<Key, Node> children = new LinkedHashMap<>();
    private long calls;
    private long nanos;
    private Work work = Work.NONE;

    private Node(Key key, String stack) {
        this.key = key;
        this.stack = stack;
    }

    static Node root() {
        return new Node(new Key("all", false), "all");
    }

    Node span(String name, String stackOfName) {
        return children.computeIfAbsent(new Key(name, false), k -> new Node(k, stackOfName));
    }

    Node kernel(String name) {
        return children.computeIfAbsent(new Key(name, true), k -> new Node(k, name));
    }

    void add(long moreNanos, Work moreWork) {
        calls++;
        nanos += moreNanos;
        work = work.plus(moreWork);
    }

    /** The root takes the time that its children took. */
    ProfileEntry asRoot() {
        List<ProfileEntry> entries = entries();
        return new ProfileEntry(key.name, stack, false, 1, entries.stream().mapToLong(ProfileEntry::nanos).sum(), total(entries), entries);
    }

    private ProfileEntry entry() {
        List<ProfileEntry> entries = entries();
        return new ProfileEntry(key.name, stack, key.isKernel, calls, nanos, total(entries), entries);
    }

    private List<ProfileEntry> entries() {
        return children.values().stream().map(Node::entry).toList();
    }

    private Work total(List<ProfileEntry> entries) {
        return entries.stream().map(ProfileEntry::work).reduce(work, Work::plus);
    }

    @Override
    public String toString() {
        return key.name;
    }
}
