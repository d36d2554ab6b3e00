/** Dense tensors, reverse-mode automatic differentiation, and the compute backends. Read {@code org.prosodia.tensor} first. */
module org.prosodia.tensor {
    exports org.prosodia.tensor;
    exports org.prosodia.tensor.backend;
    exports org.prosodia.tensor.backend.profile;
    exports org.prosodia.tensor.check;
    exports org.prosodia.tensor.math;

    uses org.prosodia.tensor.backend.BackendProvider;

    // The Vector API is used where the runtime has it and left alone where it has not.
    requires static jdk.incubator.vector;
}
