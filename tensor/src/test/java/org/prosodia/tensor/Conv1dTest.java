package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.testing.Close;

class Conv1dTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @ParameterizedTest(name = "batch {0}, time {1}, {2} to {3} channels, kernel {4}, stride {5}, {6} groups")
    @CsvSource({
        "1, 1, 1, 1, 1, 1, 1", "2, 400, 1, 7, 10, 5, 1", "2, 51, 5, 3, 3, 2, 1", "1, 50, 6, 4, 2, 2, 2", "3, 17, 6, 6, 4, 1, 6",
        "1, 30, 8, 12, 9, 1, 4", "2, 8, 3, 5, 8, 3, 1", "1, 23, 2, 2, 3, 7, 1", "1, 40, 16, 520, 3, 1, 1", "1, 131, 16, 16, 128, 1, 4",
        "0, 5, 2, 2, 3, 1, 1"
    })
    void convolutionFollowsTheDefinition(int batch, int time, int in, int out, int kernel, int stride, int groups) {
        double[] x = Naive.random(1, batch * time * in);
        double[] w = Naive.random(2, out * kernel * in / groups);
        double[] bias = Naive.random(3, out);
        int[] expectedShape = {batch, (time - kernel) / stride + 1, out};
        for (DType dtype : DType.values()) {
            Tensor xt = runtime.tensor(dtype, x, batch, time, in);
            Tensor wt = runtime.tensor(dtype, w, out, kernel, in / groups);
            Tensor y = xt.conv1d(wt, runtime.tensor(dtype, bias, out), stride, groups);
            assertArrayEquals(expectedShape, y.shape());
            Close.assertClose(Naive.conv1d(x, w, bias, batch, time, in, out, kernel, stride, groups), y, dtype + " with bias");
            Close.assertClose(Naive.conv1d(x, w, null, batch, time, in, out, kernel, stride, groups), xt.conv1d(wt, null, stride, groups),
                    dtype + " without bias");
        }
    }
}
