package org.prosodia.studio.study;

import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.preference.Preference;

/**
 * An audio and the timelines that are compared on it.
 *
 * @param index place among the clips
 * @param id name in the file of candidates
 * @param file the audio
 * @param audio the same as the preference file names it
 * @param sides the candidates, as the preference file names them
 */
public record Clip(int index, String id, Path file, String audio, List<Preference.Side> sides) {}
