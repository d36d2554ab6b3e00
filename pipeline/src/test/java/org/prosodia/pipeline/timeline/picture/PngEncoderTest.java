package org.prosodia.pipeline.timeline.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngEncoderTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "300, 80"})
    void anotherDecoderReadsEveryPixel(int width, int height) throws IOException {
        int[] palette = new SplittableRandom(1).ints(256, 0, 0x1000000).toArray();
        byte[] pixels = new byte[width * height];
        new SplittableRandom(2).nextBytes(pixels);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(width, height, pixels, palette)));
        assertEquals(width, image.getWidth());
        assertEquals(height, image.getHeight());
        for (int i = 0; i < pixels.length; i++) {
            assertEquals(palette[pixels[i] & 0xFF], image.getRGB(i % width, i / width) & 0xFFFFFF);
        }
    }
}
