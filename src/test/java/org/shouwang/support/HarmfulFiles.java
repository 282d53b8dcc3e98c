package org.shouwang.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;

/** Tables that are made to use up the memory or the time of whoever reads them. Most of them are small. */
public final class HarmfulFiles {

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String HEADER = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>身份证号</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>姓名</t></is></c></row>";
    private static final String HEAD = "<worksheet><sheetData>" + HEADER;
    private static final String END = "</sheetData></worksheet>";
    private static final int SHARED_TEXT = 32_000;
    private static final int LABEL_OF_SHARED_TEXT = 0x00FD;
    private static final int SHARED_TEXTS = 0x00FC;
    private static final int BLANKS = 0x00BE;
    private static final int BLANKS_OF_A_RECORD = 4_000;

    private HarmfulFiles() {
    }

    /**
     * A harmful file and the answer to it.
     *
     * @param file makes the file
     * @param told words that the answer contains
     */
    public record Harmful(Supplier<byte[]> file, String told) {
    }

    /**
     * Returns all harmful files by a description of the harm.
     *
     * @param size the number of bytes to which a workbook unpacks; 195 MB are just below the most that the product unpacks
     */
    public static Map<String, Harmful> all(int size) {
        String cell = HEAD + "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>";
        String cellEnd = "</t></is></c></row>" + END;
        Map<String, Harmful> files = new LinkedHashMap<>();
        files.put("a shared text's index of two billion", new Harmful(() -> sheet(HEAD
                + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2000000000</v></c></row>" + END), "不是有效的 xlsx"));
        files.put("a cell in the last column of the last row", new Harmful(() -> sheet(HEAD
                + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>" + END), "没有表头"));
        files.put("one long text in half a million cells", new Harmful(HarmfulFiles::oneTextInManyCells, "内容过多"));
        files.put("one cell of half as much again", new Harmful(() -> repeated(SHEET, cell, "a", size / 2 * 3, cellEnd), ""));
        files.put("one cell", new Harmful(() -> repeated(SHEET, cell, "a", size, cellEnd), "32767"));
        files.put("one attribute", new Harmful(() -> repeated(SHEET, HEAD + "<row r=\"", "2", size, "\"/>" + END), "不是有效的 xlsx"));
        files.put("one cell in a sheet by another name", new Harmful(() -> repeated("xl/worksheets/sheet1.bin", cell, "a", size, cellEnd), "32767"));
        files.put("a part of twice as much", new Harmful(() -> repeated("xl/sharedStrings.xml", "<sst>", "\0", size * 2, "</sst>"), ""));
        files.put("empty shared texts", new Harmful(() -> repeated("xl/sharedStrings.xml", "<sst>", "<si/>", size, "</sst>"), "内容过多"));
        files.put("a comment", new Harmful(() -> repeated(SHEET, HEAD + "<!--", "<a> ", size, "-->" + END), "没有数据行"));
        files.put("a section that is no markup", new Harmful(() -> repeated(SHEET, cell + "<![CDATA[", "<a> ", size, "]]>" + cellEnd), "32767"));
        files.put("elements, one in the other", new Harmful(() -> repeated(SHEET, HEAD, "<a>", size, END), "不是有效的 xlsx"));
        files.put("different names", new Harmful(() -> numbered(size, HEAD, number -> "<a" + Integer.toString(number, 36) + "/>", END), "内容过多"));
        files.put("styles", new Harmful(() -> repeated("xl/styles.xml", "<styleSheet><cellXfs>", "<xf numFmtId=\"0\"/>", size,
                "</cellXfs></styleSheet>"), "内容过多"));
        files.put("merged cells", new Harmful(() -> numbered(size, HEAD + "</sheetData><mergeCells>", number -> "<mergeCell ref=\"A"
                + (number % 1_000_000 + 2) + ":B" + (number % 1_000_000 + 2) + "\"/>", "</mergeCells></worksheet>"), "内容过多"));
        files.put("rows of notes", new Harmful(() -> numbered(size, HEAD, number -> number > 1_048_000 ? "<row/>"
                : "<row><c t=\"inlineStr\"><is><t>备注：" + number + "</t></is></c></row>", END), "没有数据行"));
        files.put("rows of text", new Harmful(() -> ("idNumber\n" + "411081190003030017\n".repeat(size / 216)).getBytes(UTF_8), "超过"));
        files.put("rows of a workbook", new Harmful(() -> numbered(size, HEAD, number -> number > 900_000 ? ""
                : "<row><c><v>" + number + "</v></c></row>", END), "超过"));
        files.put("blanks without end in cells", new Harmful(() -> ("idNumber,asOf\n" + ("1,x" + " ".repeat(SHARED_TEXT) + "x\n").repeat(size / 325_000))
                .getBytes(UTF_8), "最多"));
        files.put("a value of a tenth of it in text", new Harmful(() -> ("idNumber\n" + "1".repeat(size / 10) + "\n").getBytes(UTF_8), "文件"));
        files.put("an old workbook that claims two billion texts", new Harmful(() -> oldWorkbook(Integer.MAX_VALUE, 0), "内容过多"));
        files.put("an old workbook with three million blank cells", new Harmful(() -> oldWorkbook(0, 3_000_000 / BLANKS_OF_A_RECORD), "内容过多"));
        files.put("a zip of very many parts", new Harmful(() -> manyParts(size / 1_000), "文件"));
        return files;
    }

    private static byte[] oneTextInManyCells() {
        StringBuilder rows = new StringBuilder(HEAD);
        for (int row = 2; row < 1_002; row++) {
            rows.append("<row>").append("<c t=\"s\"><v>0</v></c>".repeat(500)).append("</row>");
        }
        return workbook(Map.of(SHEET, out -> out.write(rows.append(END).toString().getBytes(UTF_8)),
                "xl/sharedStrings.xml", out -> out.write(("<sst><si><t>  " + "长".repeat(SHARED_TEXT) + "  </t></si></sst>").getBytes(UTF_8))));
    }

    private static byte[] sheet(String sheet) {
        return workbook(Map.of(SHEET, out -> out.write(sheet.getBytes(UTF_8))));
    }

    private static byte[] repeated(String part, String before, String each, int bytes, String after) {
        byte[] block = each.repeat(10_000).getBytes(UTF_8);
        return workbook(Map.of(part, out -> {
            out.write(before.getBytes(UTF_8));
            for (int written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
            out.write(after.getBytes(UTF_8));
        }));
    }

    private static byte[] numbered(int size, String before, IntFunction<String> each, String after) {
        return workbook(Map.of(SHEET, out -> {
            out.write(before.getBytes(UTF_8));
            int written = 0;
            for (int number = 1; written < size - 100_000; number += 1_000) {
                StringBuilder block = new StringBuilder();
                for (int i = 0; i < 1_000; i++) {
                    block.append(each.apply(number + i));
                }
                byte[] bytes = block.toString().getBytes(UTF_8);
                if (bytes.length == 0) {
                    break;
                }
                out.write(bytes);
                written += bytes.length;
            }
            out.write(after.getBytes(UTF_8));
        }));
    }

    private static byte[] manyParts(int parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < parts; i++) {
                ZipEntry entry = new ZipEntry(Integer.toString(i, 36));
                entry.setSize(0);
                entry.setCrc(0);
                zip.putNextEntry(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes a part of a workbook. */
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static byte[] workbook(Map<String, Content> parts) {
        String sheet = parts.keySet().stream().filter(part -> part.startsWith("xl/worksheets/")).findFirst().orElse(SHEET);
        Map<String, Content> all = new LinkedHashMap<>();
        all.put("xl/workbook.xml", out -> out.write("<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"r1\"/></sheets></workbook>".getBytes(UTF_8)));
        all.put("xl/_rels/workbook.xml.rels", out -> out.write(("<Relationships><Relationship Id=\"r1\" Target=\"" + sheet.substring(3)
                + "\"/></Relationships>").getBytes(UTF_8)));
        all.put(SHEET, out -> out.write((HEAD + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>" + END).getBytes(UTF_8)));
        all.putAll(parts);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Map.Entry<String, Content> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().write(zip);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Returns an Excel 97 workbook.
     *
     * @param texts   the number of shared texts that the workbook claims to have; 0 for no claim
     * @param records the number of records of blank cells
     */
    private static byte[] oldWorkbook(int texts, int records) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("a");
            sheet.createRow(0).createCell(0).setCellValue("身份证号");
            sheet.createRow(1).createCell(0).setCellValue("1");
            workbook.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        try (POIFSFileSystem from = new POIFSFileSystem(new ByteArrayInputStream(file.toByteArray()));
             DocumentInputStream in = from.createDocumentInputStream("Workbook"); POIFSFileSystem to = new POIFSFileSystem()) {
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            boolean inserted = false;
            while (bytes.remaining() >= 4) {
                int begin = bytes.position();
                int kind = bytes.getShort() & 0xFFFF;
                int length = bytes.getShort() & 0xFFFF;
                if (kind == SHARED_TEXTS && texts > 0) {
                    bytes.putInt(begin + 8, texts);
                }
                if (kind == LABEL_OF_SHARED_TEXT && !inserted) {
                    inserted = true;
                    for (int i = 0; i < records; i++) {
                        stream.write(blanks(i % 60_000 + 2));
                    }
                }
                stream.write(bytes.array(), begin, Math.min(4 + length, bytes.capacity() - begin));
                bytes.position(Math.min(begin + 4 + length, bytes.capacity()));
            }
            to.createDocument(new ByteArrayInputStream(stream.toByteArray()), "Workbook");
            to.writeFilesystem(changed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return changed.toByteArray();
    }

    private static byte[] blanks(int row) {
        ByteBuffer record = ByteBuffer.allocate(4 + 6 + 2 * BLANKS_OF_A_RECORD).order(ByteOrder.LITTLE_ENDIAN);
        record.putShort((short) BLANKS).putShort((short) (6 + 2 * BLANKS_OF_A_RECORD)).putShort((short) row).putShort((short) 0);
        record.putShort(record.capacity() - 2, (short) (BLANKS_OF_A_RECORD - 1));
        return record.array();
    }
}
