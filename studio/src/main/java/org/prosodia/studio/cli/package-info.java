/**
 * The commands {@code studio}, {@code view} and {@code feedback}. Read {@link org.prosodia.studio.cli.StudioCommand} first;
 * {@link org.prosodia.studio.cli.FeedbackLoop} has the steps from candidates to before and after.
 */
package org.prosodia.studio.cli;
