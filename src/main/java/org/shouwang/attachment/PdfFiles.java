package org.shouwang.attachment;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.shouwang.shared.RefusedFileException;
import org.shouwang.shared.RefusedFileException.Why;

/** Looks at PDF files: whether they are whole, are nothing else at the same time, and do nothing by themselves. */
final class PdfFiles {

    private static final int TAIL = 1024;
    /** The end of a zip archive stands in this many last bytes. */
    private static final int ZIP_TAIL = 65_557;
    private static final List<String> ACTIVE = List.of("/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia");

    private PdfFiles() {
    }

    /**
     * @throws RefusedFileException if the file is damaged, is another file too, or contains scripts or other files
     */
    static void check(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("%PDF-") || !text.substring(Math.max(0, text.length() - TAIL)).contains("%%EOF")) {
            throw new RefusedFileException(Why.WRONG_TYPE, "PDF 文件不完整，请重新扫描或导出后再上传");
        }
        String head = text.substring(0, Math.min(text.length(), TAIL)).toLowerCase(Locale.ROOT);
        if (text.indexOf("PK\u0005\u0006", Math.max(0, text.length() - ZIP_TAIL)) >= 0 || head.contains("<html") || head.contains("<script")) {
            throw new RefusedFileException(Why.WRONG_TYPE, "这个 PDF 里混有别的文件，请重新扫描或导出后再上传");
        }
        if (ACTIVE.stream().anyMatch(text::contains)) {
            throw new RefusedFileException(Why.WRONG_TYPE, "这个 PDF 带有脚本或附件，请打印成新的 PDF 再上传");
        }
    }
}
