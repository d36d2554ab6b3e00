/**
 * One record for each op, and the tests that follow from it; other modules use them for their own ops. Start with {@link
 * org.prosodia.tensor.testing.OpRecord}.
 */
package org.prosodia.tensor.testing;
