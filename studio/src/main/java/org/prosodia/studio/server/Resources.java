package org.prosodia.studio.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of the pages. What is not listed cannot be had, whatever its path says. */
final class Resources {
    private static final String THREE = "META-INF/resources/webjars/three/0.181.1/build/";
    private static final List<String> THREE_FILES = List.of("three.module.min.js", "three.core.min.js");
    private static final List<String> PAGE_FILES = List.of("judge.html", "view.html", "style.css", "api.js", "charts.js", "judge.js",
            "player.js", "saving.js", "stage.js", "view.js", "head/face.js", "head/head.js", "head/math.js", "head/mesh.js",
            "head/muscles.js", "head/parts.js", "head/shape.js");
    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8");

    private Resources() {}

    /** Routes to all of them, by path. */
    static Map<String, Route> routes() throws IOException {
        Map<String, Route> routes = new HashMap<>();
        for (String name : PAGE_FILES) {
            routes.put("/page/" + name, file(name, Resources.class.getResource("/org/prosodia/studio/page/" + name)));
        }
        for (String name : THREE_FILES) {
            routes.put("/lib/" + name, file(name, Resources.class.getClassLoader().getResource(THREE + name)));
        }
        return routes;
    }

    private static Route file(String name, URL resource) throws IOException {
        if (resource == null) {
            throw new IOException("expected the resource " + name + " beside the program, found none");
        }
        byte[] bytes;
        try (InputStream in = resource.openStream()) {
            bytes = in.readAllBytes();
        }
        Answer answer = Answer.of(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), bytes);
        return _ -> answer;
    }
}
