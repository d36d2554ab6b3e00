package org.prosodia.wav2vec2;

import java.util.Map;

/** What training does at random: probabilities of each kind, and the seed that decides them all. */
record TinyNoise(
        double hiddenDropout, double attentionDropout, double activationDropout, double projectionDropout, double layerdrop,
        double timeMasks, double featureMasks, long seed) {

    TinyNoise withoutDropout() {
        return new TinyNoise(0, 0, 0, 0, layerdrop, timeMasks, featureMasks, seed);
    }

    Map<String, Object> keys() {
        return Map.of("hidden_dropout", hiddenDropout, "attention_dropout", attentionDropout, "activation_dropout", activationDropout,
                "feat_proj_dropout", projectionDropout, "layerdrop", layerdrop, "mask_time_prob", timeMasks, "mask_time_length", 2L,
                "mask_feature_prob", featureMasks, "mask_feature_length", 2L);
    }
}
