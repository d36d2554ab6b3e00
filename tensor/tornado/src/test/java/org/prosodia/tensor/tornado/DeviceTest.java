package org.prosodia.tensor.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
