/**
 * The ops, one small file each: the forward computation and, beside it, the backward that it records with
 * {@link org.prosodia.tensor.Autograd#record}. Users call them as methods of {@link org.prosodia.tensor.Tensor}.
 */
package org.prosodia.tensor.op;
