/** Pictures of figures as SVG: {@link org.prosodia.pipeline.chart.LineChart} and {@link org.prosodia.pipeline.chart.ConfusionChart}. */
package org.prosodia.pipeline.chart;
