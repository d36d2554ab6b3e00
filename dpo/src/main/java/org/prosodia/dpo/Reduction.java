package org.prosodia.dpo;

/** How the T frames of a pair become one loss. */
public enum Reduction {
    /** The method's own (equation 7): each frame has a margin and a loss, and the pair has the mean loss of its frames. */
    FRAME,
    /** One margin per pair, from the mean log-density over the frames: independent of the length of the clip. */
    MEAN,
    /** One margin per pair, from the sum of the log-densities, as for the tokens of a text: it grows with the length of the clip. */
    SUM
}
