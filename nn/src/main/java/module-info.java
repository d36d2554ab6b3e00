/** Layers, parameters and optimisers over {@code org.prosodia.tensor}. */
module org.prosodia.nn {
    exports org.prosodia.nn;

    requires transitive org.prosodia.tensor;
}
