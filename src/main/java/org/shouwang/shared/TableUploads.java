package org.shouwang.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;

/** Reads tables that people hand in as xlsx or csv, row by row. What it is, its content says and not its name. */
public final class TableUploads {

    private static final String FILE = "file";
    private static final String LABEL = "文件";
    private static final String NO_XLSX = "不是有效的 xlsx，可能已损坏，请重新另存后再试";
    private static final int MAX_PARTS = 1_000;
    /** More than any list of a county needs; small files that grow beyond it when unpacked are not meant well. */
    private static final long MAX_UNPACKED = 300_000_000;
    private static final int MAX_COLUMNS = 100;
    /** Excel keeps so many digits of a number; what follows is noise of its arithmetic. */
    private static final MathContext DIGITS = new MathContext(15);
    private static final int MAX_SCALE = 30;
    /** What is shorter can be no table, and the reader cannot tell what it is. */
    private static final int SIGNATURE = 8;
    private static final int BUFFER = 65_536;
    private static final XMLInputFactory XML = plainXml();

    private TableUploads() {
    }

    /**
     * A row below the header.
     *
     * @param number its place in the file, the header's being 1
     * @param fields its values by the names of their columns, without surrounding blanks; empty texts for empty cells
     */
    public record Line(long number, Map<String, String> fields) {
    }

    /**
     * @param file the file, or null for none
     * @param line is given each row below the header that is not empty, in order, and says whether to read on
     * @throws InvalidInputException if it is neither xlsx nor csv in UTF-8, damaged, or no table with one header
     */
    public static void read(byte[] file, Predicate<Line> line) {
        byte[] bytes = file == null ? new byte[0] : file;
        if (bytes.length < SIGNATURE) {
            throw new InvalidInputException(FILE, LABEL, "没有选择，或是空的");
        }
        if (ReadableWorkbook.isOLE2Header(bytes)) {
            throw new InvalidInputException(FILE, LABEL, "是旧版 xls 或加了密码，请另存为不带密码的 xlsx");
        }
        if (ReadableWorkbook.isOOXMLZipHeader(bytes)) {
            readWorkbook(bytes, line);
        } else {
            CsvUploads.read(bytes, record -> {
                Map<String, String> fields = new LinkedHashMap<>();
                record.getFieldsAsMap().forEach((name, value) -> fields.put(name.strip(), value.strip()));
                return fields.values().stream().allMatch(String::isEmpty)
                        || line.test(new Line(record.getStartingLineNumber(), fields));
            });
        }
    }

    private static void readWorkbook(byte[] file, Predicate<Line> line) {
        requireModestSize(file);
        requireSharedTexts(file);
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Sheet> sheets = workbook.getSheets().toList();
            for (Sheet other : sheets.subList(Math.min(1, sheets.size()), sheets.size())) {
                try (Stream<Row> rows = other.openStream()) {
                    if (rows.anyMatch(row -> !isEmpty(row))) {
                        throw new InvalidInputException(FILE, LABEL, "有多个工作表有内容，请合并到第一个工作表");
                    }
                }
            }
            if (!sheets.isEmpty()) {
                try (Stream<Row> rows = sheets.get(0).openStream()) {
                    readRows(rows.iterator(), line);
                }
            }
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException | ExcelReaderException | IllegalArgumentException | IllegalStateException
                 | IndexOutOfBoundsException | NullPointerException | ArithmeticException | ClassCastException e) {
            // The reader meets damaged files with whatever comes first.
            throw new InvalidInputException(FILE, LABEL, NO_XLSX);
        }
    }

    private static void readRows(Iterator<Row> rows, Predicate<Line> line) {
        List<String> header = null;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.getCellCount() > MAX_COLUMNS) {
                throw new InvalidInputException(FILE, LABEL, "第" + row.getRowNum() + "行的列数超过" + MAX_COLUMNS + "列");
            }
            if (header == null) {
                header = header(row);
            } else if (!isEmpty(row) && !line.test(line(row, header))) {
                return;
            }
        }
    }

    private static List<String> header(Row row) {
        List<String> header = new ArrayList<>(texts(row));
        while (!header.isEmpty() && header.get(header.size() - 1).isEmpty()) {
            header.remove(header.size() - 1);
        }
        if (header.stream().distinct().count() < header.size()) {
            throw new InvalidInputException(FILE, LABEL, "的表头有重复的列");
        }
        return header;
    }

    private static Line line(Row row, List<String> header) {
        List<String> texts = texts(row);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.max(header.size(), texts.size()); i++) {
            String text = i < texts.size() ? texts.get(i) : "";
            if (i < header.size()) {
                fields.put(header.get(i), text);
            } else if (!text.isEmpty()) {
                throw new InvalidInputException("line " + row.getRowNum(), "第" + row.getRowNum() + "行",
                        "第" + (i + 1) + "列有内容，但没有表头");
            }
        }
        return new Line(row.getRowNum(), fields);
    }

    private static boolean isEmpty(Row row) {
        return texts(row).stream().allMatch(String::isEmpty);
    }

    private static List<String> texts(Row row) {
        return row.stream().map(TableUploads::text).toList();
    }

    /** Of a formula the value that Excel calculated last; nothing is calculated here. */
    private static String text(Cell cell) {
        if (cell == null || cell.getValue() == null) {
            return "";
        }
        if (cell.getValue() instanceof BigDecimal number && Math.abs((long) number.scale()) <= MAX_SCALE) {
            BigDecimal plain = number.round(DIGITS).stripTrailingZeros();
            return plain.scale() > 0 ? plain.toPlainString() : plain.setScale(0).toPlainString();
        }
        return cell.getValue().toString().strip();
    }

    /** Unpacks everything once without keeping it, since what a zip says about its sizes may be wrong. */
    private static void requireModestSize(byte[] file) {
        byte[] buffer = new byte[BUFFER];
        long unpacked = 0;
        int parts = 0;
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (InputStream part = zip.getInputStream(entry)) {
                    for (int read = part.read(buffer); read >= 0 && unpacked <= MAX_UNPACKED; read = part.read(buffer)) {
                        unpacked += read;
                    }
                }
                if (++parts > MAX_PARTS || unpacked > MAX_UNPACKED) {
                    throw new InvalidInputException(FILE, LABEL, "解压后过大，请分批导入");
                }
            }
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new InvalidInputException(FILE, LABEL, NO_XLSX);
        }
    }

    /** Cells that point beyond the workbook's shared texts: the reader would go on looking for them until memory ends. */
    private static void requireSharedTexts(byte[] file) {
        long texts = 0;
        long pointedAt = -1;
        try (ZipFile zip = ZipFile.builder().setByteArray(file).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (!entry.getName().endsWith(".xml")) {
                    continue;
                }
                try (InputStream part = zip.getInputStream(entry)) {
                    XMLStreamReader xml = XML.createXMLStreamReader(part);
                    boolean shared = false;
                    while (xml.hasNext()) {
                        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                            continue;
                        }
                        switch (xml.getLocalName()) {
                            case "si" -> texts++;
                            case "c" -> shared = "s".equals(xml.getAttributeValue(null, "t"));
                            case "v" -> pointedAt = shared ? Math.max(pointedAt, Long.parseLong(xml.getElementText().strip())) : pointedAt;
                            default -> { }
                        }
                    }
                }
            }
        } catch (IOException | XMLStreamException | NumberFormatException e) {
            throw new InvalidInputException(FILE, LABEL, NO_XLSX);
        }
        if (pointedAt >= texts) {
            throw new InvalidInputException(FILE, LABEL, NO_XLSX);
        }
    }

    private static XMLInputFactory plainXml() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
