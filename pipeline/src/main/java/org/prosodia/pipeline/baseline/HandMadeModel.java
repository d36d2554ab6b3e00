package org.prosodia.pipeline.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Window;

/**
 * A model of clips on features made by hand: {@link Functionals}, standardised over the clips learnt from, and a classifier. Emotions that
 * no clip was about get no share. Immutable; the same clips and seed give the same model. Safe for use by several threads.
 */
public final class HandMadeModel {
    /** The classifier. */
    public enum Method {
        /** Multinomial logistic regression; learns from mixtures as they are. */
        LOGISTIC,
        /** A support vector machine with a radial kernel; learns from the emotion with the greatest share. */
        SVM
    }

    private final List<String> emotions;
    private final int[] known;
    private final Standardizer standardizer;
    private final Classifier classifier;

    private HandMadeModel(List<String> emotions, int[] known, Standardizer standardizer, Classifier classifier) {
        this.emotions = emotions;
        this.known = known;
        this.standardizer = standardizer;
        this.classifier = classifier;
    }

    /**
     * @param emotions names [K] in the order of the mixtures
     * @param clips about two emotions at least
     * @param seed of what the method leaves to chance: for {@link Method#SVM} the parts of the clips that probabilities are fitted to
     */
    public static HandMadeModel train(Method method, List<String> emotions, List<LabelledFeatures> clips, long seed) {
        for (LabelledFeatures clip : clips) {
            if (clip.mixture().length != emotions.size()) {
                throw new IllegalArgumentException("clips: expected a mixture of " + emotions + ", found " + clip.mixture().length
                        + " shares");
            }
        }
        int[] known = clips.stream().mapToInt(LabelledFeatures::dominant).distinct().sorted().toArray();
        if (known.length < 2) {
            throw new IllegalArgumentException("clips: expected some of two emotions at least, found "
                    + Arrays.stream(known).mapToObj(emotions::get).toList());
        }
        Standardizer standardizer = Standardizer.of(clips.stream().map(LabelledFeatures::features).toList());
        List<double[]> rows = clips.stream().map(clip -> standardizer.apply(clip.features())).toList();
        Classifier classifier = switch (method) {
            case LOGISTIC -> LogisticRegression.train(rows, targets(clips, known));
            case SVM -> SupportVectorMachine.train(rows,
                    clips.stream().mapToInt(clip -> Arrays.binarySearch(known, clip.dominant())).toArray(), seed);
        };
        return new HandMadeModel(List.copyOf(emotions), known, standardizer, classifier);
    }

    /** Shares of the known emotions, which sum to 1 again. */
    private static List<double[]> targets(List<LabelledFeatures> clips, int[] known) {
        List<double[]> targets = new ArrayList<>();
        for (LabelledFeatures clip : clips) {
            double[] shares = Arrays.stream(known).mapToDouble(k -> clip.mixture()[k]).toArray();
            double sum = Arrays.stream(shares).sum();
            targets.add(Arrays.stream(shares).map(share -> share / sum).toArray());
        }
        return targets;
    }

    /** Names of the emotions [K]. */
    public List<String> emotions() {
        return emotions;
    }

    /**
     * The mixture of a clip.
     *
     * @param samples mono at 16 kHz, at least one
     */
    public EmotionVector hear(float[] samples) {
        double[] p = classifier.probabilities(standardizer.apply(Functionals.of(samples)));
        float[] mean = new float[emotions.size()];
        for (int c = 0; c < known.length; c++) {
            mean[known[c]] = (float) p[c];
        }
        return EmotionVector.ofMean(mean);
    }

    /** This model, asked about windows of longer audio. */
    public SlidingWindow through(Window window) {
        return new SlidingWindow(this, window);
    }
}
