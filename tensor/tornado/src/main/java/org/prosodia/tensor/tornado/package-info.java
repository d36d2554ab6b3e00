/**
 * The compute interface on OpenCL and PTX devices by way of TornadoVM. Read {@link org.prosodia.tensor.tornado.DeviceHeap} first, then
 * {@link org.prosodia.tensor.tornado.Launcher}; {@link org.prosodia.tensor.tornado.TornadoF32} puts the {@code *Kernels} together, whose
 * methods TornadoVM compiles for the device.
 */
package org.prosodia.tensor.tornado;
