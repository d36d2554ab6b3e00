package org.prosodia.tensor.tornado;

import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.MatrixView;

/** Matrix products and what is made of them: B is packed, then tiles of C are made, by {@link GemmKernels} or {@link GroupGemmKernels}. */
final class Products {
    /** Rows of B that a work item packs. */
    private static final int PACKED_ROWS = 32;

    /** Elements of A that a group of work items on a CPU goes over for each panel: they stay in the second-level cache. */
    private static final int GROUP_ELEMENTS = 1 << 16;

    /** Tiles of a group, at most. */
    private static final int GROUP_TILES = 16;

    /** Scores of attention at a time: 16 MB. */
    private static final int SCORES = 1 << 22;

    private final Device device;

    Products(Device device) {
        this.device = device;
    }

    /** Where one product writes, and what it does on the way. */
    private record Result(DeviceArray c, Places places, int rowStride, int colStride, boolean add, DeviceArray bias, int biases,
            boolean gelu) {}

    void gemm(int m, int n, int k, DeviceArray a, MatrixView aView, DeviceArray b, MatrixView bView, DeviceArray c, MatrixView cView,
            boolean add) {
        if (m == 0 || n == 0 || cView.batches() == 0) {
            return;
        }
        Places places = Places.of(bView);
        if (places == null || Places.of(aView) == null || Places.of(cView) == null) {
            for (int i = 0; i < cView.batches(); i++) {
                gemm(m, n, k, a, aView.matrix(i), b, bView.matrix(i), c, cView.matrix(i), add);
            }
            return;
        }
        try (DeviceArray packed = pack(n, k, b, bView, places.ofDistinct())) {
            Result to = new Result(c, Places.of(cView), cView.rowStride(), cView.colStride(), add, null, 1, false);
            multiply(m, n, k, a, aView, packed, places.numbers(), to);
        }
    }

    /** C_b = A_b B_(b mod matrices) + bias, and its GELU. */
    void packedGemm(int m, DeviceArray a, MatrixView aView, DevicePackedMatrix b, DeviceArray bias, boolean gelu, DeviceArray c,
            MatrixView cView) {
        if (m == 0 || b.columns() == 0 || cView.batches() == 0) {
            return;
        }
        Places to = Places.of(cView);
        if (Places.of(aView) == null || to == null) {
            throw new UnsupportedOperationException("backend tornado: the matrices of a packed product lie at irregular places");
        }
        Places inTurn = new Places(0, b.matrices(), 0, 1, cView.batches());
        multiply(m, b.columns(), b.depth(), a, aView, b.panels(), inTurn,
                new Result(c, to, cView.rowStride(), cView.colStride(), false, bias, b.matrices(), gelu));
    }

    DevicePackedMatrix pack(int k, int n, DeviceArray b, MatrixView view) {
        Places places = Places.of(view);
        boolean packs = places != null && places.distinct() == view.batches();
        return packs ? new DevicePackedMatrix(k, n, view, pack(n, k, b, view, places)) : null;
    }

    private static int panels(int n) {
        return Math.ceilDiv(n, GemmKernels.LANES);
    }

    private DeviceArray pack(int n, int k, DeviceArray b, MatrixView view, Places matrices) {
        DeviceArray packed = device.allocate(Math.multiplyExact(Math.multiplyExact(matrices.count(), panels(n)), k * GemmKernels.LANES));
        move(DeviceKernel.PACK, n, k, b, view, matrices, packed);
        return packed;
    }

    void unpack(DevicePackedMatrix packed, DeviceArray b) {
        move(DeviceKernel.UNPACK, packed.columns(), packed.depth(), b, packed.view(), Places.of(packed.view()), packed.panels());
    }

    private void move(DeviceKernel kernel, int n, int k, DeviceArray b, MatrixView view, Places matrices, DeviceArray packed) {
        boolean vectors = view.colStride() == 1 && view.rowStride() % GemmKernels.LANES == 0 && matrices.isAligned(GemmKernels.LANES);
        int rows = device.geometry().gpu() ? 1 : PACKED_ROWS;
        Arguments arguments = matrices.in(b, new Arguments().whole(n, k, rows).at(packed))
                .whole(view.rowStride(), view.colStride(), vectors ? 1 : 0);
        if (n > 0 && k > 0) {
            device.run(kernel, Grid.atLeast(panels(n), Math.ceilDiv(k, rows), matrices.count(), 1, 1), arguments);
        }
    }

    private void multiply(int m, int n, int k, DeviceArray a, MatrixView aView, DeviceArray packed, Places numbers, Result to) {
        boolean gpu = device.geometry().gpu();
        boolean vectors = to.colStride == 1 && n % GemmKernels.LANES == 0 && to.rowStride % GemmKernels.LANES == 0
                && to.places.isAligned(GemmKernels.LANES);
        int mode = (to.add ? GemmKernels.ADD : GemmKernels.STORE) + (gpu || vectors ? 0 : GemmKernels.SCATTER);
        int batch = to.places.count();
        int tiles = Math.ceilDiv(m, GemmKernels.ROWS);
        try (DeviceArray scratch = device.allocate(mode < GemmKernels.SCATTER ? 0
                : Math.multiplyExact(Math.multiplyExact(batch, tiles), panels(n) * GemmKernels.ROWS * GemmKernels.LANES))) {
            Arguments arguments = new Arguments().whole(m, n, k);
            Places.of(aView).in(a, arguments).from(GemmKernels.A_ROW).whole(aView.rowStride(), aView.colStride());
            numbers.in(packed, arguments).from(GemmKernels.C);
            to.places.in(to.c, arguments).from(GemmKernels.C_ROW).whole(to.rowStride, to.colStride, mode).at(scratch);
            if (to.bias == null) {
                arguments.whole(-1);
            } else {
                arguments.at(to.bias);
            }
            arguments.whole(to.biases, to.gelu ? 1 : 0);
            if (gpu) {
                int items = GroupGemmKernels.ITEMS;
                device.run(DeviceKernel.GROUP_MULTIPLY, new Grid(Math.ceilDiv(n, GroupGemmKernels.TILE) * items,
                        Math.ceilDiv(m, GroupGemmKernels.TILE) * items, batch, items, items), arguments);
            } else {
                int ofGroup = Math.clamp(GROUP_ELEMENTS / GemmKernels.ROWS / Math.max(1, k), 1, Math.min(GROUP_TILES, tiles));
                device.run(DeviceKernel.MULTIPLY, Grid.atLeast(panels(n), tiles, batch, 1, ofGroup), arguments);
            }
        }
    }

    /** Scores of some heads, or of some queries of one, at a time: products, softmax, products. */
    void attention(AttentionInputs<DeviceArray> in, DeviceArray out) {
        if (in.heads() == 0 || in.queries() == 0) {
            return;
        }
        int step = panels(in.keys()) * GemmKernels.LANES;
        int rows = Math.clamp(SCORES / step, 1, in.queries());
        int most = Math.clamp(SCORES / ((long) rows * step), 1, in.heads());
        int heads = in.headsTogether(0, most);
        try (DeviceArray padding = in.padding() == null ? null : device.copyOf(in.padding());
                DeviceArray scores = device.allocate(heads * rows * step)) {
            for (int head = 0; head < in.heads(); head += heads) {
                heads = in.headsTogether(head, most);
                for (int query = 0; query < in.queries(); query += rows) {
                    attend(in, out, padding, scores, step, head, heads, query, Math.min(rows, in.queries() - query));
                }
            }
        }
    }

    private void attend(AttentionInputs<DeviceArray> in, DeviceArray out, DeviceArray padding, DeviceArray scores, int step, int head,
            int heads, int query, int rows) {
        MatrixView queries = in.queryView().some(head, heads).shifted(query * in.queryView().rowStride());
        MatrixView keys = in.keyView().some(head, heads).transposed();
        MatrixView dense = MatrixView.batch(heads, rows * step, step, 1);
        // Keys are filled up with zeros to whole vectors, which softmax leaves out.
        Places places = Places.of(keys);
        try (DeviceArray packed = pack(in.keys(), in.width(), in.k(), keys, places.ofDistinct())) {
            multiply(rows, step, in.width(), in.q(), queries, packed, places.numbers(),
                    new Result(scores, Places.of(dense), step, 1, false, null, 1, false));
        }
        Arguments arguments = Device.arguments().at(scores, scores).whole(step);
        if (padding == null) {
            arguments.whole(-1);
        } else {
            arguments.at(padding);
        }
        arguments.whole(in.headsOfClip() * rows, head * rows).numbers(in.scale(), AttentionInputs.MASKED, 0);
        device.rows(DeviceKernel.SOFTMAX, heads * rows, in.keys(), arguments);
        gemm(rows, in.width(), in.keys(), scores, dense, in.v(), in.valueView().some(head, heads), out, queries, false);
    }
}
