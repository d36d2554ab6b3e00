package org.prosodia.tensor.tornado;

import java.util.Locale;
import org.prosodia.tensor.backend.Backend;
import org.prosodia.tensor.backend.BackendProvider;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF64;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoRuntimeException;

/** The backend {@code tornado}: F32 on TornadoVM's default device, F64, which is for proof, in plain Java. */
public final class TornadoBackendProvider implements BackendProvider {
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public Backend create(Workers workers) {
        TornadoDevice device = device();
        int elements = DeviceMemory.elements(device);
        return new Backend(name(), description(device, elements), new TornadoF32(new Device(device, elements)), new PlainF64(workers));
    }

    private static TornadoDevice device() {
        try {
            return TornadoExecutionPlan.DEFAULT_DEVICE;
        } catch (LinkageError | TornadoRuntimeException | IllegalStateException e) {
            throw new UnsupportedOperationException("backend tornado: found no device; TornadoVM says: " + e, e);
        }
    }

    private static String description(TornadoDevice device, int elements) {
        return String.format(Locale.ROOT, "TornadoVM %s on %s (%s, %s), device heap %.0f MB of %.0f", device.getTornadoVMBackend(),
                device.getPhysicalDevice().getDeviceName(), device.getDeviceType(), device.getPlatformName(),
                elements * (double) Float.BYTES / MEGABYTE, device.getPhysicalDevice().getDeviceGlobalMemorySize() / MEGABYTE);
    }
}
