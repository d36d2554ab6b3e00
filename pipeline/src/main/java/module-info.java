/** From audio files to emotion timelines: decoders, resampling, prediction, output formats, the command line. */
module org.prosodia.pipeline {
    exports org.prosodia.pipeline.audio;
    exports org.prosodia.pipeline.augment;
    exports org.prosodia.pipeline.baseline;
    exports org.prosodia.pipeline.chart;
    exports org.prosodia.pipeline.cli;
    exports org.prosodia.pipeline.corpus;
    exports org.prosodia.pipeline.corpus.published;
    exports org.prosodia.pipeline.corpus.votes;
    exports org.prosodia.pipeline.embedded;
    exports org.prosodia.pipeline.evaluation;
    exports org.prosodia.pipeline.face;
    exports org.prosodia.pipeline.face.extraction;
    exports org.prosodia.pipeline.face.format;
    exports org.prosodia.pipeline.markup;
    exports org.prosodia.pipeline.preference;
    exports org.prosodia.pipeline.profile;
    exports org.prosodia.pipeline.recognition;
    exports org.prosodia.pipeline.run;
    exports org.prosodia.pipeline.spectrum;
    exports org.prosodia.pipeline.splice;
    exports org.prosodia.pipeline.study;
    exports org.prosodia.pipeline.study.corpus;
    exports org.prosodia.pipeline.synth;
    exports org.prosodia.pipeline.timeline;
    exports org.prosodia.pipeline.timeline.audio2face;
    exports org.prosodia.pipeline.timeline.format;
    exports org.prosodia.pipeline.timeline.picture;
    exports org.prosodia.pipeline.training;

    opens org.prosodia.pipeline.cli to info.picocli;

    requires transitive org.prosodia.wav2vec2;
    requires transitive org.prosodia.dpo;
    requires com.fasterxml.jackson.core;
    requires de.siegmar.fastcsv;
    requires ejml.core;
    requires ejml.ddense;
    requires info.picocli;
    requires java.desktop;
    requires jlayer;
    requires jorbis;
    requires JTransforms;
    requires libsvm;
    requires me.tongfei.progressbar;
    requires org.apache.commons.numbers.gamma;

    uses org.prosodia.pipeline.cli.CommandProvider;
}
