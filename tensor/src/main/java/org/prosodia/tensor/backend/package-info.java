/**
 * The compute interface and what implements it. Read {@link org.prosodia.tensor.backend.Kernels} first, then
 * {@code backend.plain}, the readable reference; {@code backend.vector} replaces its hot loops where the Vector API is there.
 */
package org.prosodia.tensor.backend;
