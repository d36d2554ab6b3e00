/** The studio: people watch two faces speak in a browser, and say which is the better. */
module org.prosodia.studio {
    exports org.prosodia.studio.server;
    exports org.prosodia.studio.study;

    opens org.prosodia.studio.cli to info.picocli;

    requires transitive org.prosodia.pipeline;
    requires info.picocli;
    requires org.eclipse.jetty.server;

    provides org.prosodia.pipeline.cli.CommandProvider
            with org.prosodia.studio.cli.FeedbackCommandProvider, org.prosodia.studio.cli.StudioCommandProvider,
                    org.prosodia.studio.cli.ViewCommandProvider;
}
