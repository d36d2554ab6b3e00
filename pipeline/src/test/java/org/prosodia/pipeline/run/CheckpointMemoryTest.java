package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class CheckpointMemoryTest {
    @TempDir
    private Path folder;

    /** Saves or loads 96 MB of tensors. */
    static final class Program {
        private static final int TENSORS = 24;
        private static final int SIZE = 1 << 20;

        private Program() {}

        public static void main(String[] args) throws IOException {
            CheckpointStore store = new CheckpointStore(Path.of(args[1]), 2);
            try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
                if (args[0].equals("save")) {
                    store.save(new Snapshot(1, tensors(runtime), Map.of()));
                } else if (store.newest(runtime, System.err::println).orElseThrow().tensors().size() != TENSORS) {
                    throw new IllegalStateException("not all tensors came back");
                }
            }
        }

        private static Map<String, Tensor> tensors(TensorRuntime runtime) {
            Map<String, Tensor> tensors = new HashMap<>();
            for (int i = 0; i < TENSORS; i++) {
                tensors.put("model." + i, runtime.full(DType.F32, i, SIZE));
            }
            return tensors;
        }
    }

    @Test
    void savingAndLoadingNeedLittleMoreMemoryThanTheTensors() throws Exception {
        for (String what : List.of("save", "load")) {
            Process process = ChildJvm.start(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:NewSize=8m", "-XX:MaxNewSize=8m"), Program.class,
                    what, folder);
            assertEquals(0, process.waitFor(), what);
        }
    }
}
