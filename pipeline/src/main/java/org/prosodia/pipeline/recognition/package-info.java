/**
 * From samples to a timeline with a model folder. Read {@link org.prosodia.pipeline.recognition.ModelFolder}, which opens it, then
 * {@link org.prosodia.pipeline.recognition.Recognizer}, which listens.
 */
package org.prosodia.pipeline.recognition;
