package org.prosodia.studio.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** The files of the pages. What is not listed cannot be had, whatever its path says. */
final class Resources {
    private static final String THREE = "META-INF/resources/webjars/three/%s/build/";
    private static final String THREE_VERSION = "META-INF/maven/org.webjars.npm/three/pom.properties";
    private static final List<String> THREE_FILES = List.of("three.module.min.js", "three.core.min.js");
    private static final List<String> PAGE_FILES = List.of("judge.html", "learn.html", "view.html", "style.css", "api.js", "charts.js",
            "judge.js", "learn.js", "phase.js", "player.js", "saving.js", "side.js", "stage.js", "view.js",
            "head/anatomy.js", "head/face.js", "head/head.js", "head/math.js", "head/mesh.js", "head/muscles.js", "head/parts.js",
            "head/shape.js");
    private static final Map<String, String> TYPES = Map.of("html", "text/html;charset=utf-8", "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8");

    private Resources() {}

    /** Routes to all of them, by path. */
    static Map<String, Route> routes() throws IOException {
        Map<String, Route> routes = new HashMap<>();
        for (String name : PAGE_FILES) {
            routes.put("/page/" + name, file(name, Resources.class.getResource("/org/prosodia/studio/page/" + name)));
        }
        ClassLoader libraries = Resources.class.getClassLoader();
        String three = String.format(Locale.ROOT, THREE, version(libraries.getResource(THREE_VERSION)));
        for (String name : THREE_FILES) {
            routes.put("/lib/" + name, file(name, libraries.getResource(three + name)));
        }
        return routes;
    }

    private static String version(URL properties) throws IOException {
        Properties read = new Properties();
        try (InputStream in = open("three.js", properties)) {
            read.load(in);
        }
        return read.getProperty("version");
    }

    private static InputStream open(String name, URL resource) throws IOException {
        if (resource == null) {
            throw new IOException("expected the resource " + name + " beside the program, found none");
        }
        return resource.openStream();
    }

    private static Route file(String name, URL resource) throws IOException {
        byte[] bytes;
        try (InputStream in = open(name, resource)) {
            bytes = in.readAllBytes();
        }
        Answer answer = Answer.of(TYPES.get(name.substring(name.lastIndexOf('.') + 1)), bytes);
        return _ -> answer;
    }
}
