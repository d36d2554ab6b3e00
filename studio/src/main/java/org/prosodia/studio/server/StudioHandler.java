package org.prosodia.studio.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;

/** Reads requests within bounds, has them checked and routed, and writes what comes of it with the headers that browsers should have. */
final class StudioHandler extends Handler.Abstract {
    /** Bytes of the longest body. */
    static final int MAX_BODY = 64 << 10;
    /** Everything comes from here, and nothing may be put into the page, or the page into another. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
            + " media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> HEADERS = Map.of("Content-Security-Policy", POLICY, "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY", "Referrer-Policy", "no-referrer", "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin", "Cache-Control", "no-store");

    private final Route route;
    private final Guard guard;

    StudioHandler(Route route, Guard guard) {
        this.route = route;
        this.guard = guard;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = answer(request);
        } catch (Refusal e) {
            answer = Answer.json(e.status(), Map.of("error", e.getMessage()));
        } catch (IOException | RuntimeException e) {
            answer = Answer.json(500, Map.of("error", String.valueOf(e.getMessage())));
        }
        response.setStatus(answer.status());
        HEADERS.forEach(response.getHeaders()::put);
        answer.headers().forEach(response.getHeaders()::put);
        response.getHeaders().put("Content-Type", answer.type());
        response.getHeaders().put("Content-Length", answer.body().length);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private Answer answer(Request request) throws IOException, Refusal {
        Call head = call(request, new byte[0]);
        guard.check(head);
        Answer answer = route.answer(call(request, body(request)));
        // Whoever came with the token in the address goes on with the cookie; the page takes the token out of the address.
        return head.query().containsKey("token") ? answer.with("Set-Cookie", guard.setCookie()) : answer;
    }

    private static byte[] body(Request request) throws IOException, Refusal {
        if (request.getLength() > MAX_BODY) {
            throw tooLong();
        }
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw tooLong();
            }
            return body;
        }
    }

    private static Refusal tooLong() {
        return new Refusal(413, "body: expected at most " + MAX_BODY + " bytes, found more");
    }

    private static Call call(Request request, byte[] body) throws Refusal {
        Map<String, String> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            headers.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), String.valueOf(field.getValue()));
        }
        try {
            Map<String, String> query = new HashMap<>();
            for (Fields.Field field : Request.extractQueryParameters(request)) {
                query.put(field.getName(), field.getValue());
            }
            Map<String, List<String>> cookies = Request.getCookies(request).stream().collect(Collectors.groupingBy(HttpCookie::getName,
                    Collectors.mapping(HttpCookie::getValue, Collectors.toList())));
            return new Call(request.getMethod(), Request.getPathInContext(request), query, headers, cookies, body);
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "request: expected a readable query and cookies, found " + e.getMessage());
        }
    }
}
