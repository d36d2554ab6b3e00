/**
 * Text for SVG, HTML and Markdown: {@link org.prosodia.pipeline.markup.Svg} builds elements, {@link org.prosodia.pipeline.markup.Markup}
 * escapes, {@link org.prosodia.pipeline.markup.ReportPage} puts sections of text, tables and pictures together.
 */
package org.prosodia.pipeline.markup;
