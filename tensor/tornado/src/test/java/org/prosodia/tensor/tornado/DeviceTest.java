package org.prosodia.tensor.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF32;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;

class DeviceTest {
    private static Device device(int elements, boolean gpu) {
        return new Device(TornadoExecutionPlan.DEFAULT_DEVICE, elements, new Geometry(gpu));
    }

    /** The groups and local memory of GPUs run on CPUs too, slowly. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allKernelsAgreeWithPlainJava(boolean gpu) {
        TornadoF32 kernels = new TornadoF32(device(1 << 20, gpu));
        assertTrue(kernels.check().endsWith(" kernels agree with plain Java on small cases"));
        kernels.close();
    }

    /** More scores than are made at a time: in blocks of whole clips, of some heads of a clip, and of some queries of a head. */
    @ParameterizedTest
    @CsvSource({"5, 4, 480", "2, 7, 800", "1, 2, 2100"})
    void attentionToManyKeysAgreesWithPlainJava(int clips, int headsOfClip, int keys) {
        TornadoF32 kernels = new TornadoF32(device(1 << 24, false));
        try (Workers alone = new Workers(1)) {
            assertArrayEquals(attention(new PlainF32(alone), clips, headsOfClip, keys), attention(kernels, clips, headsOfClip, keys), 1e-5f);
        } finally {
            kernels.close();
        }
    }

    private static float[] attention(Kernels<?> kernels, int clips, int headsOfClip, int keys) {
        int width = 8;
        int[] offsets = new int[clips * headsOfClip];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = (i / headsOfClip * keys * headsOfClip + i % headsOfClip) * width;
        }
        MatrixView heads = new MatrixView(offsets, headsOfClip * width, 1);
        boolean[] padding = new boolean[clips * keys];
        for (int clip = 0; clip < clips; clip++) {
            Arrays.fill(padding, (clip + 1) * keys - 20 * clip, (clip + 1) * keys, true);
        }
        int n = offsets.length * keys * width;
        Trial trial = new Trial(kernels);
        AttentionInputs<Object> in = new AttentionInputs<>(trial.signed(n), heads, trial.signed(n), heads, trial.signed(n), heads,
                offsets.length, headsOfClip, keys, keys, width, 0.5, padding, DropoutMask.NONE);
        trial.kernels().attention(in, trial.poisoned(n));
        return trial.contents().getLast();
    }

    @Test
    void numbersComeBackAsTheyWent() {
        try (Device device = device(1 << 22, false); DeviceArray x = device.allocate((1 << 20) + 5000)) {
            float[] numbers = new float[x.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = i;
            }
            device.write(numbers, x, numbers.length);
            assertArrayEquals(numbers, device.read(x));
            assertEquals(5, device.counters().launches(), "the first kernel, two pieces there, two back");
        }
    }

    @Test
    void memoryThatNobodyReachesIsUsedAgain() {
        try (Device device = device(1 << 16, false)) {
            for (int i = 0; i < 100; i++) {
                assertEquals(1 << 14, device.allocate(1 << 14).size());
            }
        }
    }

    @Test
    void aHeapThatIsFullSaysWhatItNeedsAndHas() {
        try (Device device = device(1 << 18, false); DeviceArray half = device.allocate(1 << 17)) {
            String message = assertThrows(OutOfDeviceMemoryException.class, () -> device.allocate((1 << 17) + 1)).getMessage();
            assertTrue(message.startsWith("device memory: a tensor needs 0.5 MB, but of 1.0 MB 0.5 are used"), message);
            assertEquals(1 << 17, half.size());
        }
    }
}
