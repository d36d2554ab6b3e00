/** Wav2Vec2 and HuBERT as in Hugging Face transformers: configuration, encoder, heads, checkpoints. */
module org.prosodia.wav2vec2 {
    exports org.prosodia.wav2vec2;
    exports org.prosodia.wav2vec2.checkpoint;

    requires transitive org.prosodia.nn;
    requires com.fasterxml.jackson.core;
}
