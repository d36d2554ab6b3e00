/**
 * What is measured and how: wall times {@linkplain org.prosodia.bench.measure.Turns in turns}, the machine's
 * {@linkplain org.prosodia.bench.measure.PeakLoop peak}, {@linkplain org.prosodia.bench.measure.Footprint memory}, and how much
 * {@linkplain org.prosodia.bench.measure.ModelFlops arithmetic} a model asks for.
 */
package org.prosodia.bench.measure;
