package org.prosodia.pipeline.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AiffAndAuTest {
    @TempDir
    private Path directory;

    private AudioClip read(ByteArrayOutputStream bytes) throws IOException {
        return AudioClip.read(Files.write(directory.resolve("sound"), bytes.toByteArray()));
    }

    /** {@code data} are the bytes of one mono frame of amplitude 0.5 in hexadecimal. */
    @ParameterizedTest
    @CsvSource({"NONE, 8, 40", "NONE, 16, 4000", "NONE, 24, 400000", "NONE, 12, 4000", "sowt, 16, 0040", "fl32, 32, 3F000000",
        "fl64, 64, 3FE0000000000000", "raw , 8, C0"})
    void aiffCodingsAreRead(String coding, int bits, String data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes("FORM\0\0\0\0AIFC");
        out.writeBytes("FVER\0\0\0\4\242\200\121\100");
        out.writeBytes("COMM");
        out.writeInt(24);
        out.writeShort(1);
        out.writeInt(1);
        out.writeShort(bits);
        out.writeShort(16383 + 13);
        out.writeLong(16000L << 50);
        out.writeBytes("%-4s".formatted(coding) + "\0\0");
        out.writeBytes("SSND");
        out.writeInt(8 + 2 + data.length() / 2);
        out.writeInt(2);
        out.writeInt(0);
        out.writeShort(0x7777);
        out.write(HexFormat.of().parseHex(data));
        assertArrayEquals(new float[] {0.5f}, read(bytes).samples());
    }

    @ParameterizedTest
    @CsvSource({"2, 40", "3, 4000", "4, 400000", "5, 40000000", "6, 3F000000", "7, 3FE0000000000000"})
    void auCodingsAreRead(int encoding, String data) throws IOException {
        assertArrayEquals(new float[] {0.5f}, read(au(encoding, -1, data)).samples());
    }

    @Test
    void anAuThatIsCutIsReadWithAWarning() throws IOException {
        AudioClip clip = read(au(3, 100, "4000"));
        assertArrayEquals(new float[] {0.5f}, clip.samples());
        assertEquals("[sound: truncated: the header promises 100 bytes of samples, the file has 2]", clip.warnings().toString());
    }

    private static ByteArrayOutputStream au(int encoding, int size, String data) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeBytes(".snd");
        out.writeInt(28);
        out.writeInt(size);
        out.writeInt(encoding);
        out.writeInt(16000);
        out.writeInt(1);
        out.writeInt(0);
        out.write(HexFormat.of().parseHex(data));
        return bytes;
    }
}
