package org.shouwang.table;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.InvalidInputException;

/** Finds out the format of a file from its content; the file's name does not count. */
final class TableFiles {

    /** The most characters that a spreadsheet takes in one cell. */
    static final int MAX_TEXT = 32_767;
    /** The number of columns of a spreadsheet. */
    static final int MAX_COLUMNS = 16_384;
    private static final int MAX_BYTES = 20_000_000;
    /** The size up to which a file is small; it holds about 5,000 households. */
    private static final int SMALL_BYTES = 1_000_000;
    private static final long SMALL_UNPACKED = 8_000_000;
    private static final int BITMAP_HEADER = 10;
    private static final String SAVE_AS = "请用 Excel 或 WPS 打开后另存为 xlsx";

    private TableFiles() {
    }

    static List<Sheet> open(byte[] file, Map<String, TableColumn> known) {
        LimitedSheet.Budget budget = new LimitedSheet.Budget();
        return parts(file, known).stream().<Sheet>map(sheet -> new LimitedSheet(sheet, budget)).toList();
    }

    /**
     * Tells whether reading a file takes little memory in any case. An xls file never counts as small, since it is held in
     * memory whole.
     */
    static boolean isSmall(byte[] file) {
        if (file == null || file.length > SMALL_BYTES) {
            return file == null;
        }
        return startsWith(file, 'P', 'K', 3, 4) ? XlsxFile.unpacksTo(SMALL_UNPACKED, file) : !startsWith(file, 0xD0, 0xCF, 0x11, 0xE0);
    }

    private static List<? extends Sheet> parts(byte[] file, Map<String, TableColumn> known) {
        byte[] bytes = file == null ? new byte[0] : file;
        if (bytes.length == 0) {
            throw refused("没有选择，或是空的");
        }
        if (bytes.length > MAX_BYTES) {
            throw refused("超过20MB，请分批导入");
        }
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            return XlsxFile.open(bytes);
        }
        if (startsWith(bytes, 0xD0, 0xCF, 0x11, 0xE0)) {
            return XlsFile.open(bytes);
        }
        if (startsWith(bytes, '%', 'P', 'D', 'F')) {
            throw noTable("PDF");
        }
        if (startsWith(bytes, '{', '\\', 'r', 't', 'f')) {
            throw wordDocument();
        }
        if (isPicture(bytes)) {
            throw noTable("图片");
        }
        if (startsWith(bytes, 'R', 'a', 'r', '!') || startsWith(bytes, '7', 'z', 0xBC, 0xAF) || startsWith(bytes, 0x1F, 0x8B)) {
            throw refused("是压缩包，请解压后导入其中的 xlsx 或 csv");
        }
        String text = Encodings.decode(bytes);
        if (text.stripLeading().startsWith("<") || text.startsWith("MIME-Version:")) {
            throw refused("是网页或 XML 格式的表格，" + SAVE_AS);
        }
        return List.of(CsvFile.of(text, known));
    }

    static InvalidInputException refused(String message) {
        return new InvalidInputException("file", "文件", message);
    }

    /** Refuses a Word document; its tables can be copied into a spreadsheet. */
    static InvalidInputException wordDocument() {
        return refused("是 Word 文档，不是表格：请把其中的表格复制到 Excel 或 WPS 表格里，另存为 xlsx 后再导入");
    }

    /** Refuses a file of a kind from which a table cannot reliably be copied. */
    static InvalidInputException noTable(String what) {
        return refused("是" + what + "，读不出其中的表格：请向制表人要原来的表格，或把内容录入 Excel、WPS 表格，另存为 xlsx 后再导入");
    }

    private static boolean isPicture(byte[] bytes) {
        return startsWith(bytes, 0x89, 'P', 'N', 'G') || startsWith(bytes, 0xFF, 0xD8, 0xFF) || startsWith(bytes, 'G', 'I', 'F', '8')
                || startsWith(bytes, 'B', 'M') && bytes.length > BITMAP_HEADER && bytes[BITMAP_HEADER - 1] == 0 || startsWith(bytes, 'I', 'I', '*', 0)
                || startsWith(bytes, 'M', 'M', 0, '*') || startsWith(bytes, 'R', 'I', 'F', 'F')
                || bytes.length > BITMAP_HEADER && startsWith(Arrays.copyOfRange(bytes, 4, BITMAP_HEADER), 'f', 't', 'y', 'p');
    }

    static InvalidInputException saveAs(String what) {
        return refused(what + "，" + SAVE_AS);
    }

    static String withinLimit(String text) {
        if (text.length() > MAX_TEXT) {
            throw textTooLong();
        }
        return text;
    }

    static InvalidInputException tooMuch() {
        return refused("的内容过多，请分批导入");
    }

    static InvalidInputException textTooLong() {
        return refused("有单元格超过" + MAX_TEXT + "字");
    }

    static boolean startsWith(byte[] bytes, int... beginning) {
        for (int i = 0; i < beginning.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether decoded bytes are a text, and not a picture or a program. */
    static boolean isText(String text) {
        return text.chars().noneMatch(character -> character < ' ' && character != '\t' && character != '\r' && character != '\n');
    }
}
