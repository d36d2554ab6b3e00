/**
 * Blendshape curves as files, JSON ({@code prosodia.blendshapes/1}) and CSV: {@link org.prosodia.pipeline.face.format.BlendshapeFormat}.
 * What they hold is documented in {@code docs/faces.md}.
 */
package org.prosodia.pipeline.face.format;
