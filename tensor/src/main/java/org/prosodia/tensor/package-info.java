/** Dense row-major tensors and reverse-mode automatic differentiation. */
package org.prosodia.tensor;
