/**
 * People's choices between emotion timelines, which stage 3 learns from. Read {@link org.prosodia.pipeline.preference.Preference} first,
 * one choice, which a {@link org.prosodia.pipeline.preference.Retraction} takes back;
 * {@link org.prosodia.pipeline.preference.PreferenceFile} keeps them, one a line ({@code docs/preference-schema.md}),
 * {@link org.prosodia.pipeline.preference.Votes} makes training pairs of them and
 * {@link org.prosodia.pipeline.preference.PreferenceSummary} says what they are worth.
 *
 * <p>What people choose between comes from {@link org.prosodia.pipeline.preference.Candidates} and is listed in a
 * {@link org.prosodia.pipeline.preference.CandidateFile}; where there are no people but a true
 * timeline, {@link org.prosodia.pipeline.preference.SimulatedJudge} stands in for them, and signs everything as simulated.
 */
package org.prosodia.pipeline.preference;
