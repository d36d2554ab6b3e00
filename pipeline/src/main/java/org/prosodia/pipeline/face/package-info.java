/**
 * Faces that speak with emotion: from audio and an emotion timeline to the 52 channels that ARKit names, and back (equation 8).
 *
 * <p>Read {@link org.prosodia.pipeline.face.LinearAnimator} first, which says what a face is made of, then
 * {@link org.prosodia.pipeline.face.FaceAnimator}, ours. {@link org.prosodia.pipeline.face.ActionUnit} and
 * {@link org.prosodia.pipeline.face.EmotionExpressions} are the tables behind it, {@link org.prosodia.pipeline.face.BlendshapeCurve} is
 * what comes out. The files are in {@code face.format}, the emotions behind a recorded face in {@code face.extraction}. All of it is
 * explained in {@code docs/faces.md}.
 */
package org.prosodia.pipeline.face;
