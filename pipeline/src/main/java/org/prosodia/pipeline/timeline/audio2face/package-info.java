/**
 * Emotions in the form that Audio2Face-like animators take: ten channels in a fixed order, after the post-processing those animators apply.
 * Read {@link org.prosodia.pipeline.timeline.audio2face.A2ePostProcessor} first: its eight steps are the contract; the settings keep the
 * names and defaults animators know. Only the interface is shared with that product family: no weights, no code.
 */
package org.prosodia.pipeline.timeline.audio2face;
