package org.prosodia.tests.parity;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;

/** What parity is checked with, and how close it must come, relative to a tensor's largest magnitude. */
enum Precision {
    PLAIN_F32("plain", DType.F32, 1e-5, 5e-5),
    /** The fastest backend; in a JVM of a device's, the device. */
    AUTO_F32(System.getProperty("prosodia.test.backend", "auto"), DType.F32, 1e-5, 5e-5),
    PLAIN_F64("plain", DType.F64, 1e-7, 1e-6);

    private final String backend;
    final DType dtype;
    final double forward;
    final double gradient;

    Precision(String backend, DType dtype, double forward, double gradient) {
        this.backend = backend;
        this.dtype = dtype;
        this.forward = forward;
        this.gradient = gradient;
    }

    TensorRuntime runtime() {
        return TensorRuntime.create(backend, 2);
    }
}
