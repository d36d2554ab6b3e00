/** Direct Preference Optimization over Dirichlet densities. */
module org.prosodia.dpo {
    exports org.prosodia.dpo;

    requires transitive org.prosodia.dirichlet;
}
