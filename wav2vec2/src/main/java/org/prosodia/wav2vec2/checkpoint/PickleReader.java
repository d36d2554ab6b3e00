package org.prosodia.wav2vec2.checkpoint;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pickle machine for weights. It knows the opcodes with which torch saves a state dict (protocols 2 to 4), builds plain values and the
 * objects of {@link TorchObjects}, and executes nothing: any other name or opcode ends the reading. There is no recursion, and the
 * number of operations and the bytes of text are bounded, hence memory too.
 *
 * @see <a href="https://github.com/python/cpython/blob/main/Lib/pickletools.py">pickletools, which documents every opcode</a>
 */
final class PickleReader {
    /** A state dict takes about 50 operations for each tensor. */
    private static final int MAX_OPERATIONS = 2_000_000;
    private static final int MAX_TEXT = 1 << 16;
    private static final int MAX_NAME = 256;
    private static final long MAX_BYTES = 64L << 20;

    private final ByteCursor in;
    private final TorchObjects objects;
    private final List<Object> stack = new ArrayList<>();
    private final Deque<Integer> marks = new ArrayDeque<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    private PickleReader(ByteCursor in, TorchObjects objects) {
        this.in = in;
        this.objects = objects;
    }

    /**
     * Reads one pickle, up to its STOP: strings, numbers (Long, BigInteger, Double), booleans, null, lists, tuples, maps, torch's objects.
     */
    static Object read(ByteCursor in, TorchObjects objects) throws CheckpointException {
        PickleReader reader = new PickleReader(in, objects);
        long start = in.position();
        for (int operations = 0; operations < MAX_OPERATIONS && in.position() - start < MAX_BYTES; operations++) {
            int opcode = in.u8();
            if (opcode == '.') {
                return reader.result();
            }
            reader.execute(opcode);
        }
        throw in.fault("longer than " + MAX_OPERATIONS + " operations or " + MAX_BYTES + " bytes, too long for a state dict");
    }

    private void execute(int opcode) throws CheckpointException {
        switch (opcode) {
            // PROTO, FRAME
            case 0x80 -> requireProtocol(in.u8());
            case 0x95 -> in.i64();
            // NONE, NEWTRUE, NEWFALSE
            case 'N' -> push(null);
            case 0x88 -> push(Boolean.TRUE);
            case 0x89 -> push(Boolean.FALSE);
            // BININT, BININT1, BININT2, LONG1, BINFLOAT (the one big-endian number of a pickle)
            case 'J' -> push((long) in.i32());
            case 'K' -> push((long) in.u8());
            case 'M' -> push((long) in.u16());
            case 0x8a -> push(integer(in.bytes(in.u8(), 255)));
            case 'G' -> push(Double.longBitsToDouble(Long.reverseBytes(in.i64())));
            // BINUNICODE, SHORT_BINUNICODE, SHORT_BINSTRING
            case 'X' -> push(text(Integer.toUnsignedLong(in.i32())));
            case 0x8c, 'U' -> push(text(in.u8()));
            // EMPTY_TUPLE, EMPTY_LIST, EMPTY_DICT
            case ')' -> push(new PickledTuple(List.of()));
            case ']' -> push(new ArrayList<>());
            case '}' -> push(new LinkedHashMap<>());
            // MARK, TUPLE, TUPLE1, TUPLE2, TUPLE3
            case '(' -> marks.push(stack.size());
            case 't' -> push(new PickledTuple(popToMark()));
            case 0x85 -> push(new PickledTuple(pop(1)));
            case 0x86 -> push(new PickledTuple(pop(2)));
            case 0x87 -> push(new PickledTuple(pop(3)));
            // BINPUT, LONG_BINPUT, MEMOIZE, BINGET, LONG_BINGET
            case 'q' -> memo.put(in.u8(), peek());
            case 'r' -> memo.put(in.i32(), peek());
            case 0x94 -> memo.put(memo.size(), peek());
            case 'h' -> push(recall(in.u8()));
            case 'j' -> push(recall(in.i32()));
            // APPEND, APPENDS, SETITEM, SETITEMS
            case 'a' -> append(pop(1));
            case 'e' -> append(popToMark());
            case 's' -> setItems(pop(2));
            case 'u' -> setItems(popToMark());
            // GLOBAL, INST, STACK_GLOBAL
            case 'c', 'i' -> push(global(in.line(MAX_NAME), in.line(MAX_NAME)));
            case 0x93 -> {
                List<Object> name = pop(2);
                push(global(String.valueOf(textOrNull(name.get(0))), String.valueOf(textOrNull(name.get(1)))));
            }
            // REDUCE, BUILD, BINPERSID
            case 'R' -> reduce();
            case 'b' -> build();
            case 'Q' -> push(objects.storage(pop()));
            default -> throw in.fault("opcode 0x" + HexFormat.of().toHexDigits((byte) opcode) + " at byte " + (in.position() - 1)
                    + " is not allowed in a checkpoint");
        }
    }

    private Object result() throws CheckpointException {
        Object result = pop();
        if (!stack.isEmpty() || !marks.isEmpty()) {
            throw in.fault("stops with values left over");
        }
        return result;
    }

    private void requireProtocol(int protocol) throws CheckpointException {
        if (protocol < 2 || protocol > 4) {
            throw in.fault("pickle protocol " + protocol + ", expected 2 to 4");
        }
    }

    /** Two's complement, little-endian, as LONG1 has it. */
    private static Number integer(byte[] littleEndian) {
        for (int i = 0, j = littleEndian.length - 1; i < j; i++, j--) {
            byte swapped = littleEndian[i];
            littleEndian[i] = littleEndian[j];
            littleEndian[j] = swapped;
        }
        BigInteger value = littleEndian.length == 0 ? BigInteger.ZERO : new BigInteger(littleEndian);
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    private String text(long length) throws CheckpointException {
        return new String(in.bytes(length, MAX_TEXT), StandardCharsets.UTF_8);
    }

    private static String textOrNull(Object value) {
        return value instanceof String text ? text : null;
    }

    private TorchGlobal global(String module, String name) throws CheckpointException {
        TorchGlobal global = TorchGlobal.ALLOWED.get(module + "." + name);
        if (global == null) {
            throw in.fault(Quoted.of(module + "." + name)
                    + " is not allowed in a checkpoint: only tensors, dictionaries and plain values are");
        }
        return global;
    }

    private void reduce() throws CheckpointException {
        List<Object> call = pop(2);
        if (!(call.get(0) instanceof TorchGlobal.Constructor constructor && call.get(1) instanceof PickledTuple(List<Object> arguments))) {
            throw in.fault("calls something that is not a constructor, at byte " + (in.position() - 1));
        }
        push(objects.call(constructor, arguments));
    }

    /** BUILD sets attributes. Those of an OrderedDict ({@code _metadata}, versions of modules) mean nothing to us; nothing else has any. */
    private void build() throws CheckpointException {
        pop();
        if (!(peek() instanceof Map)) {
            throw in.fault("sets attributes of something that is not a dictionary, at byte " + (in.position() - 1));
        }
    }

    private void append(List<Object> items) throws CheckpointException {
        if (!(peek() instanceof List<?> list)) {
            throw in.fault("appends to something that is not a list, at byte " + (in.position() - 1));
        }
        values(list).addAll(items);
    }

    private void setItems(List<Object> pairs) throws CheckpointException {
        if (!(peek() instanceof Map<?, ?> map) || pairs.size() % 2 != 0) {
            throw in.fault("sets items of something that is not a dictionary, at byte " + (in.position() - 1));
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            if (!(pairs.get(i) instanceof String || pairs.get(i) instanceof Long)) {
                throw in.fault("a dictionary key that is neither text nor a whole number");
            }
            entries(map).put(pairs.get(i), pairs.get(i + 1));
        }
    }

    /** Every list on the stack was made by this machine and holds objects. */
    @SuppressWarnings("unchecked")
    private static List<Object> values(List<?> list) {
        return (List<Object>) list;
    }

    /** Every map on the stack was made by this machine and holds objects. */
    @SuppressWarnings("unchecked")
    private static Map<Object, Object> entries(Map<?, ?> map) {
        return (Map<Object, Object>) map;
    }

    private Object recall(int index) throws CheckpointException {
        if (!memo.containsKey(index)) {
            throw in.fault("recalls value " + index + ", which it never stored");
        }
        return memo.get(index);
    }

    private void push(Object value) {
        stack.add(value);
    }

    private Object pop() throws CheckpointException {
        requireDepth(1);
        return stack.removeLast();
    }

    private Object peek() throws CheckpointException {
        requireDepth(1);
        return stack.getLast();
    }

    private List<Object> pop(int count) throws CheckpointException {
        requireDepth(count);
        return popFrom(stack.size() - count);
    }

    private List<Object> popToMark() throws CheckpointException {
        if (marks.isEmpty()) {
            throw in.fault("no mark on the stack at byte " + (in.position() - 1));
        }
        return popFrom(marks.pop());
    }

    private List<Object> popFrom(int depth) {
        List<Object> top = stack.subList(depth, stack.size());
        List<Object> values = Arrays.asList(top.toArray());
        top.clear();
        return values;
    }

    /** Values below the last mark are out of reach until the mark is taken. */
    private void requireDepth(int count) throws CheckpointException {
        int floor = marks.isEmpty() ? 0 : marks.peek();
        if (stack.size() - floor < count) {
            throw in.fault("too few values on the stack at byte " + (in.position() - 1));
        }
    }
}
