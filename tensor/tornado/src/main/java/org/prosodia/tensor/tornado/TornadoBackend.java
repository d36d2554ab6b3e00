package org.prosodia.tensor.tornado;

import java.util.Locale;
import org.prosodia.tensor.backend.Backend;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF64;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;

/** F32 on TornadoVM's default device; F64, which is for proof, in plain Java. */
final class TornadoBackend {
    private static final double MEGABYTE = 1 << 20;

    private TornadoBackend() {}

    static Backend create(String name, Workers workers) {
        TornadoDevice device = device();
        int elements = DeviceMemory.elements(device);
        return new Backend(name, description(device, elements), new TornadoF32(new Device(device, elements)), new PlainF64(workers));
    }

    private static TornadoDevice device() {
        try {
            return TornadoExecutionPlan.DEFAULT_DEVICE;
        } catch (LinkageError | TornadoRuntimeException | IllegalStateException e) {
            Throwable reason = e;
            while (reason.getCause() != null) {
                reason = reason.getCause();
            }
            throw new UnsupportedOperationException(
                    "backend tornado: found no device and driver that TornadoVM can use (" + reason + ")", e);
        }
    }

    private static String description(TornadoDevice device, int elements) {
        return String.format(Locale.ROOT, "TornadoVM %s on %s (%s, driver %s %s), device heap %.0f MB of %.0f",
                device.getTornadoVMBackend(), device.getPhysicalDevice().getDeviceName(), device.getDeviceType(),
                device.getPlatformName(), device.getDeviceOpenCLCVersion().strip(),
                elements * (double) Float.BYTES / MEGABYTE, device.getPhysicalDevice().getDeviceGlobalMemorySize() / MEGABYTE);
    }
}
