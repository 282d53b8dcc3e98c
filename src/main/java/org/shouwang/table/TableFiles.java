package org.shouwang.table;

import java.util.List;
import java.util.Map;
import org.shouwang.shared.InvalidInputException;

/** Says what a file is, by its content and not by its name. */
final class TableFiles {

    /** As many characters as a spreadsheet takes in one cell. */
    static final int MAX_TEXT = 32_767;
    /** As many columns as a spreadsheet has. */
    static final int MAX_COLUMNS = 16_384;
    private static final int MAX_BYTES = 20_000_000;
    private static final String SAVE_AS = "请用 Excel 或 WPS 打开后另存为 xlsx";

    private TableFiles() {
    }

    static List<? extends Sheet> open(byte[] file, Map<String, TableColumn> known) {
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
            throw refused("是 PDF，不是表格，请导入 xlsx 或 csv");
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

    static InvalidInputException saveAs(String what) {
        return refused(what + "，" + SAVE_AS);
    }

    static String withinLimit(String text) {
        if (text.length() > MAX_TEXT) {
            throw textTooLong();
        }
        return text;
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

    /** Whether a text was one once, and not a picture or a program. */
    static boolean isText(String text) {
        return text.chars().noneMatch(character -> character < ' ' && character != '\t' && character != '\r' && character != '\n');
    }
}
