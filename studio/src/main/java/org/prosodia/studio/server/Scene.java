package org.prosodia.studio.server;

import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * An audio and the timelines that faces can speak it with.
 *
 * @param name for people
 * @param audio the file
 * @param timelines mixtures of emotions that have a face
 */
public record Scene(String name, Path audio, List<Timeline> timelines) {}
