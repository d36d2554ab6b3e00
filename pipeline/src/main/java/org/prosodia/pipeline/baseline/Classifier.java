package org.prosodia.pipeline.baseline;

/** What has learnt to tell C classes apart by their features. */
sealed interface Classifier permits LogisticRegression, SupportVectorMachine {
    /**
     * @param features standardised [D]
     * @return the probability of each class [C], which sum to 1
     */
    double[] probabilities(double[] features);
}
