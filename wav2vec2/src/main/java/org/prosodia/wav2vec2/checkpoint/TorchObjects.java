package org.prosodia.wav2vec2.checkpoint;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes storages and tensors out of what a pickle holds, checking every argument. */
final class TorchObjects {
    private static final int MAX_RANK = 64;

    private final ByteCursor in;
    private final Map<String, TorchStorage> storages = new LinkedHashMap<>();

    /** {@code in} is where the pickle comes from, for the messages. */
    TorchObjects(ByteCursor in) {
        this.in = in;
    }

    /** Every storage the pickle named, by key. */
    Map<String, TorchStorage> storages() {
        return storages;
    }

    /**
     * The object behind a persistent id: {@code ('storage', type, key, location, count)}, before torch 1.6 with a sixth field for views.
     */
    TorchStorage storage(Object id) throws CheckpointException {
        if (!(id instanceof PickledTuple(List<Object> fields) && fields.size() >= 5 && fields.size() <= 6
                && "storage".equals(fields.getFirst())
                && fields.get(1) instanceof TorchGlobal.StorageType(StoredDType dtype) && fields.get(2) instanceof String key
                && fields.get(4) instanceof Long count)) {
            throw in.fault("a persistent id that is not a storage of torch");
        }
        if (fields.size() == 6 && fields.get(5) != null) {
            throw in.fault("storage " + Quoted.of(key)
                    + " is a view of another one, as torch before 0.4 wrote them; save it again with a newer torch");
        }
        if (count < 0) {
            throw in.fault("storage " + Quoted.of(key) + " has a count of " + count);
        }
        TorchStorage storage = new TorchStorage(key, dtype, count);
        TorchStorage before = storages.putIfAbsent(key, storage);
        if (before != null && !before.equals(storage)) {
            throw in.fault("storage " + Quoted.of(key) + " is described in two ways: " + before + " and " + storage);
        }
        return storage;
    }

    /** What {@code constructor(*arguments)} gives. */
    Object call(TorchGlobal.Constructor constructor, List<Object> arguments) throws CheckpointException {
        int count = arguments.size();
        return switch (constructor) {
            case ORDERED_DICT -> {
                requireArguments(constructor, count, 0, 0);
                yield new LinkedHashMap<>();
            }
            case REBUILD_TENSOR -> {
                requireArguments(constructor, count, 4, 4);
                yield tensor(arguments);
            }
            case REBUILD_TENSOR_V2 -> {
                requireArguments(constructor, count, 6, 7);
                yield tensor(arguments);
            }
            case REBUILD_PARAMETER -> {
                requireArguments(constructor, count, 3, 3);
                if (!(arguments.getFirst() instanceof TorchTensor)) {
                    throw in.fault("a parameter that is not a tensor");
                }
                yield arguments.getFirst();
            }
        };
    }

    private void requireArguments(TorchGlobal.Constructor constructor, int count, int least, int most) throws CheckpointException {
        if (count < least || count > most) {
            throw in.fault(constructor + " is called with " + count + " arguments");
        }
    }

    private TorchTensor tensor(List<Object> arguments) throws CheckpointException {
        if (!(arguments.get(0) instanceof TorchStorage storage && arguments.get(1) instanceof Long offset)) {
            throw in.fault("a tensor without a storage and an offset");
        }
        long[] shape = wholeNumbers(arguments.get(2), "shape");
        long[] strides = wholeNumbers(arguments.get(3), "strides");
        String view = "a tensor of shape " + Arrays.toString(shape) + ", strides " + Arrays.toString(strides) + " and offset " + offset;
        if (shape.length != strides.length) {
            throw in.fault(view + ": as many strides as dimensions expected");
        }
        try {
            requireWithin(storage, offset, shape, strides, view);
        } catch (ArithmeticException e) {
            throw in.fault(view + " has more elements than can be counted");
        }
        return new TorchTensor(storage, offset, shape, strides);
    }

    private void requireWithin(TorchStorage storage, long offset, long[] shape, long[] strides, String view) throws CheckpointException {
        long count = Strides.count(shape);
        long extent = count == 0 ? 0 : Strides.extent(shape, strides);
        if (extent < 0) {
            throw in.fault(view + " has elements that overlap");
        }
        if (offset < 0 || Math.addExact(offset, extent) > storage.count()) {
            throw in.fault(view + " reaches beyond its storage " + Quoted.of(storage.key()) + " of " + storage.count() + " elements");
        }
    }

    private long[] wholeNumbers(Object value, String what) throws CheckpointException {
        if (!(value instanceof PickledTuple(List<Object> items)) || items.size() > MAX_RANK) {
            throw in.fault("the " + what + " of a tensor is not a tuple of at most " + MAX_RANK + " numbers");
        }
        long[] numbers = new long[items.size()];
        for (int d = 0; d < numbers.length; d++) {
            if (!(items.get(d) instanceof Long number && number >= 0)) {
                throw in.fault("the " + what + " of a tensor holds something else than whole numbers of at least 0");
            }
            numbers[d] = number;
        }
        return numbers;
    }
}
