package org.shouwang.shared;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads CSV files that people and other systems hand in: UTF-8 with or without its mark, the first row a header. */
public final class CsvUploads {

    private static final String FILE = "file";
    private static final String LABEL = "文件";
    private static final String NO_CSV = "不是有效的 CSV";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private CsvUploads() {
    }

    /**
     * @param file the file, or null for none
     * @param line is given each row below the header in order, and says whether to read on
     * @throws InvalidInputException if it is not UTF-8, no CSV, or a row has more or fewer columns than the header
     */
    public static void read(byte[] file, Predicate<NamedCsvRecord> line) {
        String text = text(file == null ? new byte[0] : file);
        if (text.chars().filter(character -> character == '"').count() % 2 != 0) {
            throw new InvalidInputException(FILE, LABEL, NO_CSV);
        }
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().detectBomHeader(false).acceptCharsAfterQuotes(false)
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : reader) {
                requireShape(record);
                if (!line.test(record)) {
                    return;
                }
            }
        } catch (CsvParseException | IOException e) {
            throw new InvalidInputException(FILE, LABEL, NO_CSV);
        }
    }

    private static void requireShape(NamedCsvRecord line) {
        if (Set.copyOf(line.getHeader()).size() < line.getHeader().size()) {
            throw new InvalidInputException(FILE, LABEL, "的表头有重复的列");
        }
        if (line.getFieldCount() != line.getHeader().size()) {
            throw new InvalidInputException("line " + line.getStartingLineNumber(),
                    "第" + line.getStartingLineNumber() + "行", "的列数须与表头相同");
        }
    }

    /**
     * @param line a row
     * @return the first of its values that holds what cannot be seen, by the name of its column; null if none does
     */
    public static String unseenIn(NamedCsvRecord line) {
        List<String> header = line.getHeader();
        for (int i = 0; i < header.size(); i++) {
            if (!Texts.isClean(line.getField(i), false)) {
                return header.get(i);
            }
        }
        return null;
    }

    private static String text(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(FILE, LABEL, "须以 UTF-8 编码保存（在 Excel 中另存为“CSV UTF-8”）");
        }
    }
}
