package org.prosodia.studio.study;

import java.util.Optional;

/**
 * How far a person is.
 *
 * @param done answers that stand
 * @param left showings without one
 * @param ties of the answers
 * @param skipped of the showings that are left
 * @param consistent of the pairs that came twice, those with the same answer both times
 * @param agreeing of the answers of others to the same pairs, those that say the same
 * @param last id of the answer that would be taken back
 */
public record Progress(int done, int left, int ties, int skipped, Share consistent, Share agreeing, Optional<String> last) {}
