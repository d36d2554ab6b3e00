package org.prosodia.studio.server;

import java.io.IOException;
import java.util.List;

/** Sound and faces of some scenes, which paths name by their places: {@code /api/curves/3/1} is the second timeline of the fourth scene. */
final class SceneApi {
    static final String AUDIO = "/api/audio/";
    static final String CURVES = "/api/curves/";

    private final List<Scene> scenes;
    private final Media media;

    SceneApi(List<Scene> scenes, Media media) {
        this.scenes = scenes;
        this.media = media;
    }

    /** What is given of a timeline. */
    @FunctionalInterface
    interface Part {
        Answer of(Scene scene, int timeline) throws IOException;
    }

    Routes addTo(Routes routes) {
        return routes.getBelow(AUDIO, call -> media.audio(scene(Reading.numbers(call, AUDIO, 1)[0])))
                .getBelow(CURVES, timelines(CURVES, media::curves));
    }

    /** For all paths below a folder. */
    Route timelines(String folder, Part part) {
        return call -> {
            int[] numbers = Reading.numbers(call, folder, 2);
            Scene scene = scene(numbers[0]);
            if (numbers[1] >= scene.timelines().size()) {
                throw Refusal.nothingThere();
            }
            return part.of(scene, numbers[1]);
        };
    }

    private Scene scene(int index) throws Refusal {
        if (index >= scenes.size()) {
            throw Refusal.nothingThere();
        }
        return scenes.get(index);
    }
}
