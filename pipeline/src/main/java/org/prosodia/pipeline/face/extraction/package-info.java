/**
 * The emotions behind a recorded face, equation (8). Read {@link org.prosodia.pipeline.face.extraction.EmotionExtractor} first; the least
 * squares problems of a frame and of a smooth sequence are solved by {@code SimplexLeastSquares} and {@code SmoothLeastSquares}.
 */
package org.prosodia.pipeline.face.extraction;
