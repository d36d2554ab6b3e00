package org.prosodia.studio.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests as they are written, byte for byte: clients of the library would not send what attackers do. */
record Http(int status, List<String> headers, String body) {

    /** @param lines the request line and headers, without those that close the connection */
    static Http send(URI address, List<String> lines, byte[] body) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            request.write(body);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = answer.indexOf("\r\n\r\n");
            List<String> head = answer.substring(0, end).lines().toList();
            return new Http(Integer.parseInt(head.getFirst().split(" ")[1]), head, answer.substring(end + 4));
        }
    }

    Optional<String> header(String name) {
        return headers.stream().filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst();
    }
}
