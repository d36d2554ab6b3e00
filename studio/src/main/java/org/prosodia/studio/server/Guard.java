package org.prosodia.studio.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who is let in. Anyone on this machine can reach a port of it, and so can any page that a browser on it shows: so a request must
 *
 * <ul>
 * <li>name this machine in {@code Host}, by an address or as localhost, and not by a name that someone else's DNS made to lead here;
 * <li>come from our own page if it comes from a page ({@code Origin}, {@code Sec-Fetch-Site});
 * <li>bring the token, which is in the address that was printed, and from then on in a cookie that no script can read.
 * </ul>
 */
final class Guard {
    /** For programs, in the place of the cookie. */
    static final String HEADER = "x-prosodia-token";
    private static final int TOKEN_BYTES = 24;
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String token;
    private final String boundTo;
    private final int port;

    /** @param boundTo the name or address that was asked for */
    Guard(String token, String boundTo, int port) {
        this.token = token;
        this.boundTo = boundTo;
        this.port = port;
    }

    /** 192 random bits, in hexadecimal digits. */
    static String newToken() {
        byte[] bytes = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String cookie() {
        return "prosodia-" + port;
    }

    /** What makes a browser bring the token from now on, to us alone and only from our own pages. */
    String setCookie() {
        return cookie() + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    }

    void check(Call call) throws Refusal {
        String host = call.header("host").orElse("").toLowerCase(Locale.ROOT);
        if (!isOurs(host)) {
            throw new Refusal(403, "Host: expected the address that the studio printed, found \"" + host + "\"");
        }
        String origin = call.header("origin").orElse("http://" + host);
        if (!origin.toLowerCase(Locale.ROOT).equals("http://" + host)) {
            throw new Refusal(403, "Origin: expected a page of the studio, found \"" + origin + "\"");
        }
        boolean opensPage = call.method().equals("GET") && call.header("sec-fetch-mode").filter("navigate"::equals).isPresent();
        String site = call.header("sec-fetch-site").orElse("none");
        if (!opensPage && !OWN_SITE.contains(site)) {
            throw new Refusal(403, "Sec-Fetch-Site: expected a page of the studio, found \"" + site + "\"");
        }
        if (!hasToken(call)) {
            throw new Refusal(401, "token: open the address that the studio printed when it started");
        }
    }

    private boolean isOurs(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        String name = hasPort ? host.substring(0, colon) : host;
        String wantedPort = hasPort ? host.substring(colon + 1) : "80";
        if (!wantedPort.equals(Integer.toString(port))) {
            return false;
        }
        boolean address = name.matches("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
        return address || name.equals("localhost") || name.equals(boundTo.toLowerCase(Locale.ROOT));
    }

    private boolean hasToken(Call call) {
        return isToken(call.query().get("token")) || isToken(call.headers().get(HEADER))
                || call.cookies().getOrDefault(cookie(), List.of()).stream().anyMatch(this::isToken);
    }

    /** Takes as long for a nearly right one as for a wrong one. */
    private boolean isToken(String found) {
        return found != null
                && MessageDigest.isEqual(found.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }
}
