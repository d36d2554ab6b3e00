/**
 * Sound as power over frequency. {@link org.prosodia.pipeline.spectrum.PowerSpectrum} is the transform of one window,
 * {@link org.prosodia.pipeline.spectrum.MelBands} gathers its bins as ears do. Pictures are drawn, and features made by hand, from both.
 */
package org.prosodia.pipeline.spectrum;
