/** The tests of other packages once more, on a device: in a JVM with a TornadoVM SDK. Skipped without one. */
package org.prosodia.tests.device;
