package org.shouwang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.tika.Tika;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.support.SampleFiles;

/** Tests pictures of iPhones, where the machine can read them and where it cannot. */
class HeicTest {

    private static final String ADVICE = "请改存为 JPG";

    @TempDir
    private Path folder;

    private static byte[] claiming(int width, int height) {
        return ByteBuffer.allocate(64).putInt(24).put("ftypheic".getBytes(StandardCharsets.US_ASCII)).position(24).putInt(20)
                .put("ispe".getBytes(StandardCharsets.US_ASCII)).putInt(0).putInt(width).putInt(height).array();
    }

    @Test
    void aPictureBecomesJpegWhereTheMachineHasTheProgram() throws IOException, InterruptedException {
        Path picture = Files.write(folder.resolve("a.png"), SampleFiles.image(64, 48, "png"));
        Path heic = folder.resolve("a.heic");
        try {
            int made = new ProcessBuilder("heif-enc", picture.toString(), "-o", heic.toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
            Assumptions.assumeTrue(made == 0 && Files.exists(heic), "SKIPPED: heif-enc made no picture");
        } catch (IOException e) {
            Assumptions.abort("SKIPPED: no heif-enc and heif-convert (libheif-examples) on this machine");
        }
        assertThat(new Tika().detect(Files.readAllBytes(heic))).isEqualTo("image/heic");

        BufferedImage jpeg = ImageIO.read(new ByteArrayInputStream(new Heic("heif-convert").toJpeg(Files.readAllBytes(heic))));

        assertThat(jpeg.getWidth()).isEqualTo(64);
        assertThat(jpeg.getHeight()).isEqualTo(48);
    }

    @Test
    void elsewhereOneIsToldWhatToDo() {
        assertThatThrownBy(() -> new Heic("no-such-program").toJpeg(claiming(10, 10))).isInstanceOf(RefusedFileException.class)
                .hasMessageContaining(ADVICE);
    }

    @Test
    void aPictureThatClaimsTooManyPixelsNeverReachesTheProgram() {
        assertThatThrownBy(() -> new Heic("no-such-program").toJpeg(claiming(60_000, 60_000)))
                .isInstanceOfSatisfying(RefusedFileException.class, refused ->
                        assertThat(refused.why()).isEqualTo(RefusedFileException.Why.TOO_LARGE));
        assertThatThrownBy(() -> new Heic("no-such-program").toJpeg(claiming(-1, -1))).isInstanceOfSatisfying(RefusedFileException.class,
                refused -> assertThat(refused.why()).isEqualTo(RefusedFileException.Why.TOO_LARGE));
    }
}
