package org.shouwang.attachment;

import java.util.Map;
import org.apache.tika.Tika;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;
import org.shouwang.shared.Sha256;
import org.shouwang.table.Uploads;
import org.springframework.stereotype.Component;

/**
 * Looks at files before they are kept. The type is found by the content; the name and the type that the sender claims do not
 * count. Pictures are made anew, so that nothing is left of what else was in the file, such as the place where it was taken.
 */
@Component
public class FileCheck {

    /** The most bytes of a file that is handed in. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final String TAKEN = "可以上传 JPG、PNG、WebP、HEIC 图片和 PDF、Word（docx）、Excel（xlsx）文件";
    private static final Map<String, String> ADVICE = Map.of("image/gif", "请改存为 JPG", "image/bmp", "请改存为 JPG", "image/tiff", "请改存为 JPG 或 PDF",
            "image/avif", "请改存为 JPG", "application/x-tika-msoffice", "请用 Word、Excel 或 WPS 打开，另存为 docx 或 xlsx");

    private final Tika tika = new Tika();
    private final Pictures pictures = new Pictures();
    private final Heic heic;
    private final VirusScanner scanner;
    private final Uploads uploads;

    FileCheck(FilesProperties properties, Uploads uploads) {
        this.heic = new Heic(properties.heifConvert());
        this.scanner = new VirusScanner(properties.clamav());
        this.uploads = uploads;
    }

    /**
     * Refuses a file that is empty or too large, before it is held in memory.
     *
     * @param size the size of the file in bytes
     * @throws InvalidInputException if the file is empty
     * @throws RefusedFileException  if the file is too large
     */
    public static void requireSize(long size) {
        if (size == 0) {
            throw new InvalidInputException("file", "文件", "没有选择，或是空的");
        }
        if (size > MOST_BYTES) {
            throw new RefusedFileException(Why.TOO_LARGE, "文件超过10MB，请压缩图片或分成几个文件上传");
        }
    }

    /**
     * Looks at a file. Large files are looked at one after the other.
     *
     * @param given the name that came with the file; may be anything, or null
     * @param kind  the kind of file, which names a file that has no usable name
     * @param file  the content
     * @return the file as it may be kept
     * @throws InvalidInputException if the file is empty
     * @throws RefusedFileException  if the file is too large, of a wrong type, damaged or infected
     * @throws org.shouwang.shared.UnavailableException if other files take too long, or the virus scanner does not answer
     */
    public CheckedFile check(String given, FileKind kind, byte[] file) {
        requireSize(file.length);
        return uploads.oneByOne(file, () -> checked(given, kind, file));
    }

    private CheckedFile checked(String given, FileKind kind, byte[] file) {
        scanner.scan(file);
        String type = tika.detect(file);
        String digest = Sha256.hex(file);
        switch (type) {
            case "image/jpeg", "image/png", "image/webp":
                return picture(given, kind, digest, pictures.madeAnew(type, file));
            case "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence":
                return picture(given, kind, digest, pictures.madeAnew("image/jpeg", heic.toJpeg(file)));
            case "application/pdf":
                PdfFiles.check(file);
                return new CheckedFile(FileNames.clean(given, kind.title(), "pdf"), type, file, null, digest);
            case "application/zip", "application/x-tika-ooxml":
                OfficeFiles.Kind office = OfficeFiles.check(file);
                return new CheckedFile(FileNames.clean(given, kind.title(), office.extension()), office.contentType(), file, null, digest);
            default:
                throw new RefusedFileException(Why.WRONG_TYPE, ADVICE.containsKey(type) ? "这种格式不能上传，" + ADVICE.get(type)
                        : "不能上传这种文件，" + TAKEN);
        }
    }

    private static CheckedFile picture(String given, FileKind kind, String digest, Pictures.Picture made) {
        return new CheckedFile(FileNames.clean(given, kind.title(), made.extension()), made.contentType(), made.content(), made.thumbnail(), digest);
    }
}
