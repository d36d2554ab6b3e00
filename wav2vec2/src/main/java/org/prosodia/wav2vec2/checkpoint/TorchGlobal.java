package org.prosodia.wav2vec2.checkpoint;

import java.util.Map;

/** Everything outside itself a pickle of weights may name. A name that is not here is refused; none of them runs foreign code. */
sealed interface TorchGlobal {
    /** What a pickle calls with arguments. */
    enum Constructor implements TorchGlobal {
        /** {@code OrderedDict()}. */
        ORDERED_DICT,
        /** {@code _rebuild_tensor(storage, offset, shape, strides)}. */
        REBUILD_TENSOR,
        /** {@code _rebuild_tensor_v2(storage, offset, shape, strides, requires_grad, hooks[, metadata])}. */
        REBUILD_TENSOR_V2,
        /** {@code _rebuild_parameter(tensor, requires_grad, hooks)}. */
        REBUILD_PARAMETER
    }

    /** A typed storage class, such as {@code torch.FloatStorage}. */
    record StorageType(StoredDType dtype) implements TorchGlobal {}

    /** By full Python name. */
    Map<String, TorchGlobal> ALLOWED = Map.ofEntries(
            Map.entry("collections.OrderedDict", Constructor.ORDERED_DICT),
            Map.entry("torch._utils._rebuild_tensor", Constructor.REBUILD_TENSOR),
            Map.entry("torch._utils._rebuild_tensor_v2", Constructor.REBUILD_TENSOR_V2),
            Map.entry("torch._utils._rebuild_parameter", Constructor.REBUILD_PARAMETER),
            Map.entry("torch.FloatStorage", new StorageType(StoredDType.F32)),
            Map.entry("torch.HalfStorage", new StorageType(StoredDType.F16)),
            Map.entry("torch.BFloat16Storage", new StorageType(StoredDType.BF16)),
            Map.entry("torch.DoubleStorage", new StorageType(StoredDType.F64)),
            Map.entry("torch.LongStorage", new StorageType(StoredDType.I64)),
            Map.entry("torch.IntStorage", new StorageType(StoredDType.I32)),
            Map.entry("torch.ShortStorage", new StorageType(StoredDType.I16)),
            Map.entry("torch.CharStorage", new StorageType(StoredDType.I8)),
            Map.entry("torch.ByteStorage", new StorageType(StoredDType.U8)),
            Map.entry("torch.BoolStorage", new StorageType(StoredDType.BOOL)));
}
