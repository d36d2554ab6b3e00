/**
 * Who is shown what, and what they said. Read {@link org.prosodia.studio.study.Study} first: it deals a
 * {@link org.prosodia.studio.study.Comparisons pair of candidates} at a time to each {@link org.prosodia.studio.study.Annotator} and puts
 * every answer on the disk, through {@link org.prosodia.studio.study.AnswerLog}, before it says so.
 */
package org.prosodia.studio.study;
