package org.shouwang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;
import org.shouwang.support.SampleFiles;

/** Tests pictures as phones, scanners and other programs make them. */
class PicturesTest {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String WEBP = "image/webp";

    private final Pictures pictures = new Pictures();

    /** A picture of four colours: red and green above, blue and white below. */
    private static BufferedImage quarters() {
        BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 64; x++) {
            for (int y = 0; y < 32; y++) {
                image.setRGB(x, y, (x < 32 ? y < 16 ? Color.RED : Color.BLUE : y < 16 ? Color.GREEN : Color.WHITE).getRGB());
            }
        }
        return image;
    }

    private static byte[] written(IIOImage image, String type, boolean progressive) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByMIMEType(type).next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, image, param);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] written(BufferedImage image, String type) throws IOException {
        return written(new IIOImage(image, null, null), type, false);
    }

    /** Returns the colours of the four quarters, from above left to below right, by their letters. */
    private static String seen(Pictures.Picture made) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(made.content()));
        int right = image.getWidth() * 3 / 4;
        int below = image.getHeight() * 3 / 4;
        return Stream.of(image.getRGB(image.getWidth() / 4, image.getHeight() / 4), image.getRGB(right, image.getHeight() / 4),
                image.getRGB(image.getWidth() / 4, below), image.getRGB(right, below)).map(PicturesTest::letter).collect(Collectors.joining());
    }

    private static String letter(int rgb) {
        Color color = new Color(rgb);
        boolean red = color.getRed() > 200;
        boolean green = color.getGreen() > 200;
        boolean blue = color.getBlue() > 200;
        return red && green && blue ? "W" : red && !green && !blue ? "R" : green && !red && !blue ? "G" : blue && !red && !green ? "B" : "?";
    }

    @ParameterizedTest
    @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
    void aPictureIsUprightHoweverTheCameraWasHeldAndDoesNotSayWhereItWas(int orientation, String quarters) throws IOException {
        byte[] photo = SampleFiles.photo(written(quarters(), JPEG), orientation);

        Pictures.Picture made = pictures.madeAnew(JPEG, photo);

        assertThat(seen(made)).isEqualTo(quarters);
        assertThat(new String(made.content(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
    }

    @Test
    void aPictureThatIsSentInScansIsTaken() throws IOException {
        byte[] progressive = written(new IIOImage(quarters(), null, null), JPEG, true);

        assertThat(seen(pictures.madeAnew(JPEG, progressive))).isEqualTo("RGBW");
    }

    @Test
    void aMovingPictureOfAPhoneIsTakenWithoutItsFilm() throws IOException {
        byte[] film = new byte[9_000_000];
        new Random(1).nextBytes(film);

        Pictures.Picture made = pictures.madeAnew(JPEG, SampleFiles.together(written(quarters(), JPEG), film));

        assertThat(seen(made)).isEqualTo("RGBW");
        assertThat(made.content()).hasSizeLessThan(10_000);
    }

    @Test
    void aPictureOfSixteenBitsKeepsItsColours() throws IOException {
        ComponentColorModel model = new ComponentColorModel(ColorSpace.getInstance(ColorSpace.CS_sRGB), new int[] {16, 16, 16}, false, false,
                BufferedImage.OPAQUE, DataBuffer.TYPE_USHORT);
        BufferedImage deep = new BufferedImage(model, model.createCompatibleWritableRaster(64, 32), false, null);
        deep.createGraphics().drawImage(quarters(), 0, 0, null);
        BufferedImage grey = new BufferedImage(64, 32, BufferedImage.TYPE_USHORT_GRAY);
        Arrays.fill(((DataBufferUShort) grey.getRaster().getDataBuffer()).getData(), (short) 0x8000);

        assertThat(seen(pictures.madeAnew(PNG, written(deep, PNG)))).isEqualTo("RGBW");
        BufferedImage kept = ImageIO.read(new ByteArrayInputStream(pictures.madeAnew(PNG, written(grey, PNG)).content()));
        assertThat(new Color(kept.getRGB(9, 9)).getRed()).isBetween(126, 130);
    }

    @Test
    void ofAWebpThatMovesTheFirstPictureIsKept() throws IOException {
        Pictures.Picture made = pictures.madeAnew(WEBP, SampleFiles.movingWebp());

        assertThat(made.contentType()).isEqualTo(JPEG);
        assertThat(ImageIO.read(new ByteArrayInputStream(made.content())).getWidth()).isEqualTo(1);
    }

    @Test
    void thePictureOfOnePixelIsTakenAndHasAThumbnail() {
        for (String type : List.of("jpg", "png")) {
            Pictures.Picture made = pictures.madeAnew("jpg".equals(type) ? JPEG : PNG, SampleFiles.image(1, 1, type));

            assertThat(made.thumbnail()).isNotEmpty();
        }
    }

    @Test
    void aPictureInTheColoursOfPrintersIsTaken() throws IOException {
        WritableRaster cmyk = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 32, 4, null);
        // As Photoshop writes them, 255 is no ink: magenta and yellow make red.
        for (int ink : new int[] {0, 3}) {
            cmyk.setSamples(0, 0, 64, 32, ink, IntStream.generate(() -> 255).limit(64 * 32).toArray());
        }
        byte[] plain = written(new IIOImage(cmyk, null, null), JPEG, false);
        byte[] mark = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        byte[] picture = ByteBuffer.allocate(plain.length + mark.length).put(plain, 0, 2).put(mark).put(plain, 2, plain.length - 2).array();

        assertThat(seen(pictures.madeAnew(JPEG, picture))).isEqualTo("RRRR");
    }

    @Test
    void aPictureThatWasCutOffIsRefusedAndNotKeptHalfGrey() throws IOException {
        byte[] jpeg = SampleFiles.photo(written(quarters(), JPEG), 1);
        byte[] progressive = written(new IIOImage(quarters(), null, null), JPEG, true);
        byte[] png = written(quarters(), PNG);
        for (byte[] cut : List.of(Arrays.copyOf(jpeg, jpeg.length - 40), Arrays.copyOf(progressive, progressive.length - 40))) {
            assertThatThrownBy(() -> pictures.madeAnew(JPEG, cut)).isInstanceOf(RefusedFileException.class).hasMessageContaining("不完整");
        }
        assertThatThrownBy(() -> pictures.madeAnew(PNG, Arrays.copyOf(png, png.length - 40))).isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("不完整");
        assertThatThrownBy(() -> pictures.madeAnew(WEBP, Arrays.copyOf(SampleFiles.webp(), 32))).isInstanceOf(RefusedFileException.class)
                .hasMessageContaining("不完整");
    }

    @Test
    void aPictureThatWouldTakeTheServersMemoryOrHoursIsRefusedByItsSize() throws IOException {
        byte[] large = sized(written(new IIOImage(quarters(), null, null), JPEG, true), 9_000, 6_000);

        assertThatThrownBy(() -> pictures.madeAnew(JPEG, large)).isInstanceOfSatisfying(RefusedFileException.class,
                refused -> assertThat(refused.why()).isEqualTo(Why.TOO_LARGE));
    }

    @Test
    void scansThatHideFromTheCountAreFoundOrRefused() throws IOException {
        byte[] large = sized(written(new IIOImage(quarters(), null, null), JPEG, true), 9_000, 6_000);
        byte[] tables = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9};

        assertThatThrownBy(() -> pictures.madeAnew(JPEG, SampleFiles.hidden(large, 0x01))).isInstanceOfSatisfying(RefusedFileException.class,
                refused -> assertThat(refused.why()).as("a marker without a length").isEqualTo(Why.TOO_LARGE));
        for (byte[] hiding : List.of(SampleFiles.hidden(large, 0x02), SampleFiles.hidden(large, 0xDF), SampleFiles.hidden(large, 0xF0),
                SampleFiles.together(tables, large))) {
            assertThatThrownBy(() -> pictures.madeAnew(JPEG, hiding)).isInstanceOfSatisfying(RefusedFileException.class,
                    refused -> assertThat(refused.why()).isEqualTo(Why.WRONG_TYPE)).hasMessageContaining("不完整");
        }
    }

    @Test
    void theReaderStopsAtTheFirstScanMoreThanWereCounted() throws IOException {
        byte[] progressive = written(new IIOImage(quarters(), null, null), JPEG, true);
        ImageReader reader = ImageIO.getImageReadersByMIMEType(JPEG).next();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(progressive))) {
            reader.setInput(in, true, true);
            reader.addIIOReadUpdateListener(new ScansWatch(3, "图片不完整"));

            assertThatThrownBy(() -> reader.read(0)).isInstanceOf(RefusedFileException.class);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void aPictureThatWasCutOffIsAlsoRefusedIfAnEndIsPutToItButHarmlessBytesAreNot() throws IOException {
        byte[] plain = SampleFiles.photo(400, 300);
        byte[] progressive = written(new IIOImage(quarters(), null, null), JPEG, true);
        byte[] end = {(byte) 0xFF, (byte) 0xD9};
        byte[] quarters = written(quarters(), JPEG);

        for (byte[] cut : List.of(Arrays.copyOf(plain, plain.length / 2), Arrays.copyOf(plain, 700), Arrays.copyOf(plain, 20),
                Arrays.copyOf(progressive, progressive.length - 8))) {
            assertThatThrownBy(() -> pictures.madeAnew(JPEG, SampleFiles.together(cut, end))).isInstanceOf(RefusedFileException.class)
                    .hasMessageContaining("不完整");
        }
        for (int place : new int[] {20, quarters.length - 2}) {
            byte[] more = SampleFiles.together(SampleFiles.together(Arrays.copyOf(quarters, place), new byte[5]),
                    Arrays.copyOfRange(quarters, place, quarters.length));
            assertThat(seen(pictures.madeAnew(JPEG, more))).isEqualTo("RGBW");
        }
    }

    /** Lets a JPEG picture in scans claim a size. */
    private static byte[] sized(byte[] jpeg, int width, int height) {
        for (int i = 0; i + 8 < jpeg.length; i++) {
            if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC2) {
                ByteBuffer.wrap(jpeg).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return jpeg;
            }
        }
        throw new IllegalArgumentException("The picture is not in scans");
    }
}
