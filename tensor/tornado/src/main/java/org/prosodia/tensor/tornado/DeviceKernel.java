package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task4;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Every kernel of this backend. Each is compiled once, when it is first launched: sizes and places are numbers that it is passed. */
enum DeviceKernel {
    FILL(ElementwiseKernels::fill),
    MAP(ElementwiseKernels::map),
    MAP_GRADIENT(ElementwiseKernels::mapGradient),
    MAP_SPECIAL(ElementwiseKernels::mapSpecial),
    MAP_SPECIAL_GRADIENT(ElementwiseKernels::mapSpecialGradient),
    AXPY(ElementwiseKernels::axpy),
    ZIP(ElementwiseKernels::zip),
    MASKED_FILL(ElementwiseKernels::maskedFill),
    COPY(ElementwiseKernels::copy),
    DROPOUT(ElementwiseKernels::dropout),
    ADAM(ElementwiseKernels::adam),
    GATHER_ROWS(MovementKernels::gatherRows),
    SCATTER_ADD_ROWS(MovementKernels::scatterAddRows),
    SUM_PARTS(ReduceKernels::sumParts),
    ADD_PARTS(ReduceKernels::addParts),
    SQUARES(ReduceKernels::squares),
    MAX(ReduceKernels::maxima),
    PACK(GemmKernels::pack),
    UNPACK(GemmKernels::unpack),
    MULTIPLY(GemmKernels::multiply),
    GROUP_MULTIPLY(GroupGemmKernels::multiply),
    SOFTMAX(RowKernels::softmax),
    SOFTMAX_GRADIENT(RowKernels::softmaxGradient),
    LOG_SOFTMAX(RowKernels::logSoftmax),
    LOG_SOFTMAX_GRADIENT(RowKernels::logSoftmaxGradient),
    LAYER_NORM(RowKernels::layerNorm),
    LAYER_NORM_GRADIENT(RowKernels::layerNormGradient),
    COLUMN_STATISTICS(NormKernels::columnStatistics),
    GROUP_STATISTICS(NormKernels::groupStatistics),
    GROUP_NORM(NormKernels::groupNorm),
    COLUMN_SUMS(NormKernels::columnSums),
    GROUP_AVERAGES(NormKernels::groupAverages),
    GROUP_NORM_GRADIENT(NormKernels::groupNormGradient);

    private final Task3<KernelContext, FloatArray, IntArray> plain;
    private final Task4<KernelContext, FloatArray, IntArray, FloatArray> withNumbers;

    DeviceKernel(Task3<KernelContext, FloatArray, IntArray> plain) {
        this.plain = plain;
        this.withNumbers = null;
    }

    DeviceKernel(Task4<KernelContext, FloatArray, IntArray, FloatArray> withNumbers) {
        this.plain = null;
        this.withNumbers = withNumbers;
    }

    boolean takesNumbers() {
        return withNumbers != null;
    }

    /** The kernel as the only task of a graph; what it is passed goes to the device each time, and the heap stays there. */
    TaskGraph graph(String name, String task, FloatArray heap, IntArray whole, FloatArray numbers) {
        TaskGraph graph = new TaskGraph(name).consumeFromDevice(heap);
        if (withNumbers == null) {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, whole).task(task, plain, new KernelContext(), heap, whole);
        } else {
            graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, whole, numbers)
                    .task(task, withNumbers, new KernelContext(), heap, whole, numbers);
        }
        return graph.persistOnDevice(heap);
    }
}
