/** Text for SVG and HTML: {@link org.prosodia.pipeline.markup.Svg} builds elements, {@link org.prosodia.pipeline.markup.Markup} escapes. */
package org.prosodia.pipeline.markup;
