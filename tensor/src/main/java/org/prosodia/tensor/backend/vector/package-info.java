/** Hot loops in the Vector API, F32. Nothing here but {@code VectorSupport} may be touched where the incubator module is missing. */
package org.prosodia.tensor.backend.vector;
