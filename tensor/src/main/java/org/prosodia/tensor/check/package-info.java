/**
 * A checker of gradients, for ops, layers and losses of your own as for those of this project. Start with {@link
 * org.prosodia.tensor.check.GradientCheck}.
 */
package org.prosodia.tensor.check;
