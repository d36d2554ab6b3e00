package org.prosodia.pipeline.audio;

import java.io.IOException;
import org.prosodia.pipeline.audio.SampleFormat.Kind;

/**
 * The {@code fmt } chunk of a WAV file.
 *
 * @param samples how a sample is stored
 * @param channels samples per frame
 * @param sampleRate frames per second
 */
record WavFormat(SampleFormat samples, int channels, int sampleRate) {
    private static final int PCM = 0x0001;
    private static final int IEEE_FLOAT = 0x0003;
    private static final int A_LAW = 0x0006;
    private static final int MU_LAW = 0x0007;
    private static final int EXTENSIBLE = 0xFFFE;
    /** The last 8 bytes, as big-endian number, of every KSDATAFORMAT_SUBTYPE that stands for a format tag. */
    private static final long SUBTYPE_TAIL = 0x8000_00AA_0038_9B71L;

    /** Reads the chunk's {@code size} bytes from after its header. */
    static WavFormat read(ByteSource source, long size, boolean bigEndian) throws IOException {
        if (size < 16) {
            throw source.fault("fmt size", "at least 16 bytes", Long.toString(size));
        }
        int tag = (int) source.unsigned(2, bigEndian, "fmt.formatTag");
        int channels = AudioStream.checkChannels(source, "fmt.channels", source.unsigned(2, bigEndian, "fmt.channels"));
        long rate = source.unsigned(4, bigEndian, "fmt.sampleRate");
        int sampleRate = AudioStream.checkSampleRate(source, "fmt.sampleRate", rate);
        source.unsigned(4, bigEndian, "fmt.byteRate");
        int blockAlign = (int) source.unsigned(2, bigEndian, "fmt.blockAlign");
        int bits = (int) source.unsigned(2, bigEndian, "fmt.bitsPerSample");
        long read = 16;
        if (tag == EXTENSIBLE) {
            if (size < 40) {
                throw source.fault("fmt size", "at least 40 bytes for WAVE_FORMAT_EXTENSIBLE", Long.toString(size));
            }
            tag = subFormat(source, bigEndian);
            read = 40;
        }
        source.skip(size - read);
        return new WavFormat(sampleFormat(source, tag, bits, blockAlign, channels, bigEndian), channels, sampleRate);
    }

    private static int subFormat(ByteSource source, boolean bigEndian) throws IOException {
        source.unsigned(2, bigEndian, "fmt.extensionSize");
        source.unsigned(2, bigEndian, "fmt.validBits");
        source.unsigned(4, bigEndian, "fmt.channelMask");
        long tag = source.unsigned(4, bigEndian, "fmt.subFormat");
        long middle = source.unsigned(2, bigEndian, "fmt.subFormat") << 16 | source.unsigned(2, bigEndian, "fmt.subFormat");
        long tail = source.unsigned(8, true, "fmt.subFormat");
        if (tag > 0xFFFF || middle != 0x0010 || tail != SUBTYPE_TAIL) {
            throw source.unsupported("fmt.subFormat GUID %08x-%04x-%04x-%016x".formatted(tag, middle >> 16, middle & 0xFFFF, tail));
        }
        return (int) tag;
    }

    private static SampleFormat sampleFormat(ByteSource source, int tag, int bits, int blockAlign, int channels, boolean bigEndian)
            throws AudioFormatException {
        boolean depthFits = switch (tag) {
            case PCM -> bits >= 1 && bits <= 64;
            case IEEE_FLOAT -> bits == 32 || bits == 64;
            case A_LAW, MU_LAW -> bits == 8;
            default -> throw source.unsupported(tagName(tag) + " in WAV (format tag 0x%04x)".formatted(tag));
        };
        if (!depthFits) {
            String expected = switch (tag) {
                case PCM -> "1 to 64 bits";
                case IEEE_FLOAT -> "32 or 64 bits";
                default -> "8 bits";
            };
            throw source.fault("fmt.bitsPerSample", expected, Integer.toString(bits));
        }
        int least = (bits + 7) / 8;
        int bytes = blockAlign / channels;
        boolean wider = tag == PCM && bytes > least && bytes <= 8;
        if (blockAlign % channels != 0 || bytes != least && !wider) {
            throw source.fault("fmt.blockAlign", least * channels + " bytes for " + channels + " channels of " + bits + " bits",
                Integer.toString(blockAlign));
        }
        Kind kind = switch (tag) {
            case IEEE_FLOAT -> Kind.FLOAT;
            case A_LAW -> Kind.A_LAW;
            case MU_LAW -> Kind.MU_LAW;
            default -> bytes == 1 ? Kind.UNSIGNED : Kind.SIGNED;
        };
        return new SampleFormat(kind, bytes, bigEndian);
    }

    private static String tagName(int tag) {
        return switch (tag) {
            case 0x0002 -> "Microsoft ADPCM";
            case 0x0011 -> "IMA ADPCM";
            case 0x0031 -> "GSM 6.10";
            case 0x0040, 0x0064 -> "G.721/G.726 ADPCM";
            case 0x0050 -> "MPEG audio";
            case 0x0055 -> "MP3";
            case 0x0160, 0x0161, 0x0162, 0x0163 -> "Windows Media Audio";
            default -> "a coding we do not know";
        };
    }
}
