package org.prosodia.pipeline.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** Fingerprints of files. */
public final class Hashes {
    private static final int CHUNK_BYTES = 1 << 18;

    private Hashes() {}

    /**
     * The SHA-256 (FIPS 180-4) of a file, as 64 lower-case hexadecimal digits.
     *
     * @throws FileSystemException when there is no such file, or it is a folder or a pipe, whose end would be waited for
     */
    public static String sha256(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "expected a file, found a folder or something else without contents");
        }
        MessageDigest digest = sha256();
        byte[] chunk = new byte[CHUNK_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                digest.update(chunk, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** One fingerprint of several: the SHA-256 of {@code first} and the files' {@link #sha256}s in this order, whatever they are called. */
    public static String sha256(String first, Collection<Path> files) throws IOException {
        MessageDigest digest = sha256();
        digest.update(first.getBytes(StandardCharsets.US_ASCII));
        for (Path file : files) {
            digest.update(sha256(file).getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
