package org.shouwang.attachment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;
import org.springframework.util.FileSystemUtils;

/** Makes pictures of iPhones (HEIC) into JPEG, by a program that may be on the machine. */
final class Heic {

    private static final long SECONDS = 30;
    private static final long MOST_PIXELS = 120_000_000;
    private static final byte[] SIZE_BOX = "ispe".getBytes(StandardCharsets.US_ASCII);
    private static final String SAVE_AS = "，请改存为 JPG 再上传（苹果手机：设置—相机—格式，选“兼容性最佳”）";

    private final String program;

    /**
     * @param program the program {@code heif-convert}, with its path if it is in an unusual place
     */
    Heic(String program) {
        this.program = program;
    }

    /**
     * @throws RefusedFileException if the program is not on the machine or cannot read the picture
     */
    byte[] toJpeg(byte[] file) {
        refuseTooManyPixels(ByteBuffer.wrap(file));
        Path folder = null;
        try {
            folder = Files.createTempDirectory("shouwang-heic");
            Path picture = Files.write(folder.resolve("in.heic"), file);
            Path made = folder.resolve("out.jpg");
            Process process = new ProcessBuilder(program, "-q", "92", picture.toString(), made.toString())
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            // A file with several pictures becomes out-1.jpg, out-2.jpg and so on.
            Path first = Files.exists(made) ? made : folder.resolve("out-1.jpg");
            if (process.exitValue() != 0 || !Files.exists(first)) {
                throw new RefusedFileException(Why.WRONG_TYPE, "这张 HEIC 图片无法读取" + SAVE_AS);
            }
            return Files.readAllBytes(first);
        } catch (IOException e) {
            throw new RefusedFileException(Why.WRONG_TYPE, "本系统不能读取 HEIC 图片" + SAVE_AS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedFileException(Why.WRONG_TYPE, "系统正在停止，图片没有保存，请稍后再上传");
        } finally {
            delete(folder);
        }
    }

    /** Refuses what claims a size that the program would make room for. */
    private static void refuseTooManyPixels(ByteBuffer file) {
        for (int i = 0; i + 16 <= file.capacity(); i++) {
            if (file.get(i) == SIZE_BOX[0] && file.get(i + 1) == SIZE_BOX[1] && file.get(i + 2) == SIZE_BOX[2] && file.get(i + 3) == SIZE_BOX[3]) {
                long pixels = Integer.toUnsignedLong(file.getInt(i + 8)) * Integer.toUnsignedLong(file.getInt(i + 12));
                if (pixels < 0 || pixels > MOST_PIXELS) {
                    throw new RefusedFileException(Why.TOO_LARGE, "图片像素过大，请缩小后再上传");
                }
            }
        }
    }

    private static void delete(Path folder) {
        try {
            if (folder != null) {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
