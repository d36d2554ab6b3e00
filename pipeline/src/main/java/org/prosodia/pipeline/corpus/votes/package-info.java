/**
 * What votes say of how people hear emotions, before any model hears a sound: how far people agree, and which distributions describe
 * their votes.
 *
 * <p>Read {@link org.prosodia.pipeline.corpus.votes.VoteReport} first, which puts all of it together. The way to it:
 *
 * <pre>
 * CremaDVotes → VotedClip → VoteSummary (agreement, entropy), for all clips and for each intended emotion
 *             → VoteSplit → VoteModel, fitted to some speakers → VoteComparison on the clips of others
 * </pre>
 */
package org.prosodia.pipeline.corpus.votes;
