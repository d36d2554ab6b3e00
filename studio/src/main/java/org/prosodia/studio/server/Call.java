package org.prosodia.studio.server;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read.
 *
 * @param path decoded, begins with a slash
 * @param query parameters, of several of one name the last
 * @param headers by lower-case name, of several the first
 * @param cookies by name
 * @param body empty where there is none
 */
record Call(String method, String path, Map<String, String> query, Map<String, String> headers, Map<String, List<String>> cookies,
        byte[] body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
