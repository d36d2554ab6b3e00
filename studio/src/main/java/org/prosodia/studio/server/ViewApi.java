package org.prosodia.studio.server;

import java.io.IOException;
import java.util.Map;
import org.prosodia.pipeline.face.format.BlendshapeFormat;

/** What the page for viewing asks for: one scene with one timeline. */
final class ViewApi {
    private final String name;
    private final Scene scene;
    private final Media media;

    /** @param name what the page and its downloads are called */
    ViewApi(String name, Scene scene, Media media) {
        this.name = name;
        this.scene = scene;
        this.media = media;
    }

    Routes routes() throws IOException {
        return new Routes("view.html").get("/api/view", _ -> Answer.json(200, Map.of("name", name)))
                .get("/api/audio", _ -> media.audio(scene))
                .get("/api/curves", _ -> media.curves(scene, 0))
                .get("/api/blendshapes.csv", _ -> media.face(scene, 0, BlendshapeFormat.CSV))
                .get("/api/blendshapes.json", _ -> media.face(scene, 0, BlendshapeFormat.JSON));
    }
}
