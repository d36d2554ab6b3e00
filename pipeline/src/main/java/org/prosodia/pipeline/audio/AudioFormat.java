package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The audio formats that can be read, told apart by their first bytes; names and extensions of files are never trusted. */
public enum AudioFormat {
    /** RIFF/WAVE, RIFX, RF64, BW64. */
    WAV,
    /** AIFF and AIFF-C. */
    AIFF,
    /** Sun/NeXT audio. */
    AU,
    /** FLAC, native framing. */
    FLAC,
    /** MPEG audio: layer III (MP3) of MPEG-1, -2 and -2.5, and layer II of MPEG-1. */
    MPEG,
    /** Vorbis in Ogg. */
    OGG;

    private static final List<String> ENDINGS = List.of("aif", "aifc", "aiff", "au", "flac", "mp3", "oga", "ogg", "snd", "wav", "wave");

    private static final Map<String, String> UNSUPPORTED = Map.of(
            "riff\u002e\u0091\u00cf\u0011", "Sony Wave64",
            "caff", "Core Audio Format (CAF)",
            "....ftyp", "MP4/M4A (AAC or ALAC)",
            "\u001a\u0045\u00df\u00a3", "Matroska/WebM",
            "\u0030\u0026\u00b2\u0075", "Windows Media Audio (ASF)",
            "#!AMR", "AMR",
            "wvpk", "WavPack",
            "MAC ", "Monkey's Audio",
            "NIST_1A", "NIST SPHERE",
            "ADIF", "AAC");

    /** How the names of audio files end, sorted and in lower case: for finding them in folders, as what they hold is told by content. */
    public static List<String> endings() {
        return ENDINGS;
    }

    /** Whether the name of a file, which may hold anything, ends like that of audio. */
    public static boolean isNamedLikeAudio(Path file) {
        String name = file.toString();
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    /**
     * The format of a file, or empty when its bytes are of none that can be read.
     *
     * @throws IOException when the file cannot be read at all
     */
    public static Optional<AudioFormat> sniff(Path file) throws IOException {
        try (ByteSource source = new ByteSource(file)) {
            skipId3(source);
            return sniff(source.peek(ByteSource.MAX_PEEK));
        }
    }

    static Optional<AudioFormat> sniff(byte[] head) {
        String magic = new String(head, 0, Math.min(4, head.length), StandardCharsets.ISO_8859_1);
        return switch (magic) {
            case "RIFF", "RIFX", "RF64", "BW64" -> Optional.of(WAV);
            case "FORM" -> startsWith(head, "FORM....AIF") ? Optional.of(AIFF) : Optional.empty();
            case ".snd" -> Optional.of(AU);
            case "fLaC" -> Optional.of(FLAC);
            case "OggS" -> Optional.of(OGG);
            default -> MpegHeader.findFirst(head) >= 0 ? Optional.of(MPEG) : Optional.empty();
        };
    }

    /** Opens the decoder that the first bytes of {@code source} ask for. */
    static AudioStream open(ByteSource source) throws IOException {
        skipId3(source);
        byte[] head = source.peek(ByteSource.MAX_PEEK);
        if (head.length == 0) {
            throw source.fault("file", "audio", source.position() == 0 ? "an empty file" : "nothing after the ID3 tag");
        }
        AudioFormat format = sniff(head).orElse(null);
        if (format == null) {
            throw unknown(source, head);
        }
        return switch (format) {
            case WAV -> WavReader.open(source);
            case AIFF -> AiffReader.open(source);
            case AU -> AuReader.open(source);
            case FLAC -> FlacStream.open(source);
            case MPEG -> MpegStream.open(source);
            case OGG -> VorbisStream.open(source);
        };
    }

    private static AudioFormatException unknown(ByteSource source, byte[] head) {
        for (Map.Entry<String, String> entry : UNSUPPORTED.entrySet()) {
            if (startsWith(head, entry.getKey())) {
                return source.unsupported(entry.getValue());
            }
        }
        StringBuilder found = new StringBuilder("bytes");
        for (int i = 0; i < Math.min(8, head.length); i++) {
            found.append(" %02x".formatted(head[i]));
        }
        return source.fault("file", "WAV, AIFF, AU, FLAC, MP3 or Ogg Vorbis", found.toString());
    }

    /** Whether {@code head} starts with the characters of {@code magic}, of which dots stand for any. */
    private static boolean startsWith(byte[] head, String magic) {
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (magic.charAt(i) != '.' && (head[i] & 0xFF) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Skips ID3v2 tags, which some programs put before any format: 10 bytes of header, the size in 4 × 7 bits, perhaps a footer. */
    private static void skipId3(ByteSource source) throws IOException {
        for (byte[] head = source.peek(10); head.length == 10 && startsWith(head, "ID3"); head = source.peek(10)) {
            int size = (head[6] & 0x7F) << 21 | (head[7] & 0x7F) << 14 | (head[8] & 0x7F) << 7 | head[9] & 0x7F;
            int footer = (head[5] & 0x10) != 0 ? 10 : 0;
            source.skip(10L + size + footer);
        }
    }
}
