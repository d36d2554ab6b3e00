package org.prosodia.studio.server;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** All that a server has, by method and path. */
final class Routes {
    private final Map<String, Route> reads = new HashMap<>();
    private final Map<String, Route> writes = new HashMap<>();
    private final Map<String, Route> folders = new HashMap<>();

    /** A page and what it loads. */
    Routes(String page) throws IOException {
        reads.putAll(Resources.routes());
        reads.put("/", reads.get("/page/" + page));
    }

    Routes get(String path, Route route) {
        reads.put(path, route);
        return this;
    }

    /** For all paths that begin so. */
    Routes getBelow(String folder, Route route) {
        folders.put(folder, route);
        return this;
    }

    Routes post(String path, Route route) {
        writes.put(path, route);
        return this;
    }

    /** Puts something around what answers to all posts that are known by now. */
    Routes aroundPosts(UnaryOperator<Route> around) {
        writes.replaceAll((_, route) -> around.apply(route));
        return this;
    }

    Answer answer(Call call) throws IOException, Refusal {
        Route below = folders.entrySet().stream().filter(entry -> call.path().startsWith(entry.getKey())).map(Map.Entry::getValue)
                .findFirst().orElse(null);
        Route read = reads.getOrDefault(call.path(), below);
        Route write = writes.get(call.path());
        Route route = call.method().equals("GET") ? read : call.method().equals("POST") ? write : null;
        if (route == null) {
            throw read == null && write == null ? Refusal.nothingThere()
                    : new Refusal(405, "expected another method than " + call.method());
        }
        return route.answer(call);
    }
}
