/**
 * Speech-like sound from a seed: syllables of consonants and vowels with pitch, rhythm, loudness and voice quality under control. It says
 * nothing, but to a listener and to a spectrogram it behaves like speech, which is what demonstrations and tests need where no recording
 * may be shipped.
 *
 * <p>Read {@link org.prosodia.pipeline.synth.SpeechSynthesizer} first, then {@link org.prosodia.pipeline.synth.Prosody}. The source–filter
 * model: G. Fant, <i>Acoustic Theory of Speech Production</i> (1960); the resonators: D. H. Klatt, "Software for a cascade/parallel formant
 * synthesizer", JASA 67 (1980). Everything is plain arithmetic and {@code StrictMath}: one seed gives the same samples on every JVM.
 */
package org.prosodia.pipeline.synth;
