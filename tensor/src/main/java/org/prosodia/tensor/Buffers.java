package org.prosodia.tensor;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Memory that nobody needs any more and later results can have: the layers of a model, and the steps of a training, want the same sizes
 * again and again. What is lent and what is free are together at most {@value #MOST_PERCENT} % of the most that was lent at one time:
 * what is too much is forgotten when new memory is made, the newest first. In a cycle, it is what will be wanted last.
 */
final class Buffers {
    private static final int MOST_PERCENT = 150;

    /** An inference gives a hundred times: what two of them did not want was for a clip of another length. */
    private static final int INFERENCE = 256;

    private record Kind(DType dtype, int size) {
        long bytes() {
            return (long) size * dtype.bytes();
        }
    }

    private static final class Stack {
        private final Deque<Object> memory = new ArrayDeque<>();
        private long given;
    }

    private final Map<Kind, Stack> kinds = new HashMap<>();
    private final long patience;
    private long clock;
    private long cycle;
    private long lent;
    private long free;
    private long mostLent;

    private Buffers(long patience) {
        this.patience = patience;
    }

    /** For steps that are told apart by {@link #nextCycle()}. */
    static Buffers ofCycles() {
        return new Buffers(Long.MAX_VALUE);
    }

    /** For inferences one after the other, of any lengths; not all that they take comes back. */
    static Buffers ofInference() {
        return new Buffers(INFERENCE);
    }

    /** Memory with whatever is in it; null where there is none of this size: then the caller makes some. */
    Object take(DType dtype, int size) {
        Kind kind = new Kind(dtype, size);
        lent += kind.bytes();
        mostLent = Math.max(mostLent, lent);
        if (kinds.containsKey(kind)) {
            return pop(kind);
        }
        while (lent + free > mostLent * MOST_PERCENT / 100 && !kinds.isEmpty()) {
            pop(newest());
        }
        return null;
    }

    /** Memory that was taken, or other. */
    void give(DType dtype, int size, Object memory) {
        Kind kind = new Kind(dtype, size);
        Stack stack = kinds.computeIfAbsent(kind, _ -> new Stack());
        if (stack.memory.stream().anyMatch(other -> other == memory)) {
            return;
        }
        stack.memory.push(memory);
        stack.given = ++clock;
        free += kind.bytes();
        lent = Math.max(0, lent - kind.bytes());
        forgetUntil(clock - patience);
    }

    /** Says that the same begins again: what has not been used since this was last said is forgotten. */
    void nextCycle() {
        forgetUntil(cycle);
        cycle = clock;
    }

    private void forgetUntil(long time) {
        for (Kind kind : List.copyOf(kinds.keySet())) {
            while (kinds.containsKey(kind) && kinds.get(kind).given <= time) {
                pop(kind);
            }
        }
    }

    private Object pop(Kind kind) {
        Stack stack = kinds.get(kind);
        Object memory = stack.memory.pop();
        if (stack.memory.isEmpty()) {
            kinds.remove(kind);
        }
        free -= kind.bytes();
        return memory;
    }

    private Kind newest() {
        return kinds.entrySet().stream().max(Comparator.comparingLong(entry -> entry.getValue().given)).orElseThrow().getKey();
    }

    /** Bytes. */
    long mostLent() {
        return mostLent;
    }

    /** Everything that is free. */
    Collection<Object> all() {
        return kinds.values().stream().flatMap(stack -> stack.memory.stream()).toList();
    }
}
