package org.prosodia.studio.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.face.format.BlendshapeFormat;

/** What the page for viewing asks for: scenes, each with a face or two. */
final class ViewApi {
    private static final String CSV = "/api/csv/";
    private static final String JSON = "/api/json/";

    private final List<Scene> scenes;
    private final List<String> faces;
    private final Media media;

    /** @param faces what the timelines of each scene are called */
    ViewApi(List<Scene> scenes, List<String> faces, Media media) {
        this.scenes = scenes;
        this.faces = faces;
        this.media = media;
    }

    Routes routes() throws IOException {
        SceneApi api = new SceneApi(scenes, media);
        return api.addTo(new Routes("view.html")).get("/api/view", _ -> about())
                .getBelow(CSV, api.timelines(CSV, (scene, timeline) -> media.face(scene, timeline, BlendshapeFormat.CSV)))
                .getBelow(JSON, api.timelines(JSON, (scene, timeline) -> media.face(scene, timeline, BlendshapeFormat.JSON)));
    }

    private Answer about() {
        return Answer.json(200, Map.of("clips", scenes.stream().map(Scene::name).toList(), "faces", faces));
    }
}
