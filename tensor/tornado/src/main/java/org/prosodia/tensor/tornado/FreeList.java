package org.prosodia.tensor.tornado;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which parts of a heap are free. The smallest that fits is taken; neighbours that are free become one. For any number of threads. */
final class FreeList {
    /** Elements of a vector: every piece begins and ends at a multiple of it, so that kernels may write whole vectors. */
    static final int ALIGNMENT = 16;

    private record Block(int offset, int size) {}

    private final int capacity;
    private final TreeMap<Integer, Integer> byOffset = new TreeMap<>();
    private final TreeSet<Block> bySize = new TreeSet<>(Comparator.comparingInt(Block::size).thenComparingInt(Block::offset));
    private int used;
    private int mostUsed;

    /** @param capacity elements, all of them free */
    FreeList(int capacity) {
        this.capacity = capacity / ALIGNMENT * ALIGNMENT;
        add(new Block(0, this.capacity));
    }

    /** Elements with what fills up the last vector. */
    static int rounded(int size) {
        return (int) Math.min(Integer.MAX_VALUE / ALIGNMENT * ALIGNMENT, (Math.max(1, size) + ALIGNMENT - 1L) / ALIGNMENT * ALIGNMENT);
    }

    /** The offset of a piece that is free no more; −1 where none is large enough. */
    synchronized int take(int size) {
        int wanted = rounded(size);
        Block block = bySize.ceiling(new Block(0, wanted));
        if (block == null) {
            return -1;
        }
        remove(block);
        if (block.size > wanted) {
            add(new Block(block.offset + wanted, block.size - wanted));
        }
        used += wanted;
        mostUsed = Math.max(mostUsed, used);
        return block.offset;
    }

    /** Gives a piece back, once. */
    synchronized void give(int offset, int size) {
        int length = rounded(size);
        used -= length;
        int from = offset;
        Map.Entry<Integer, Integer> before = byOffset.floorEntry(offset);
        if (before != null && before.getKey() + before.getValue() == offset) {
            remove(new Block(before.getKey(), before.getValue()));
            from = before.getKey();
            length += before.getValue();
        }
        Integer after = byOffset.get(from + length);
        if (after != null) {
            remove(new Block(from + length, after));
            length += after;
        }
        add(new Block(from, length));
    }

    private void add(Block block) {
        if (block.size > 0) {
            byOffset.put(block.offset, block.size);
            bySize.add(block);
        }
    }

    private void remove(Block block) {
        byOffset.remove(block.offset);
        bySize.remove(block);
    }

    /** Elements. */
    int capacity() {
        return capacity;
    }

    synchronized int used() {
        return used;
    }

    synchronized int mostUsed() {
        return mostUsed;
    }

    /** Elements of the largest piece that is free. */
    synchronized int largest() {
        return bySize.isEmpty() ? 0 : bySize.last().size;
    }
}
