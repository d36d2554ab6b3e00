/** The Dirichlet distribution and its likelihood as a loss. */
module org.prosodia.dirichlet {
    exports org.prosodia.dirichlet;

    requires transitive org.prosodia.tensor;
}
