package org.prosodia.tensor.tornado;

/** The device heap is full. */
final class OutOfDeviceMemoryException extends UnsupportedOperationException {
    private static final long serialVersionUID = 1;

    OutOfDeviceMemoryException(String message) {
        super(message);
    }
}
