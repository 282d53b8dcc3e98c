package org.shouwang.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.OldExcelFormatException;
import org.apache.poi.hssf.record.BlankRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MulBlankRecord;
import org.apache.poi.hssf.record.MulRKRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.shouwang.shared.InvalidInputException;

/** A workbook of Excel 97 to 2003. */
final class XlsFile implements Sheet {

    /** The largest file that is read. It is held in memory whole, which takes many times its size. */
    private static final int MAX_BYTES = 8_000_000;
    private static final int MAX_CELLS = 1_000_000;
    private static final int MAX_TEXTS = 500_000;
    private static final int RECORD_HEAD = 4;
    private static final int SST_HEAD = 8;
    private static final int BLANK_BYTES = 2;
    private static final int NUMBER_BYTES = 6;
    private static final String PASSWORD = "加了密码，请另存为不带密码的 xlsx";

    private final HSSFSheet sheet;
    private final boolean hidden;

    private XlsFile(HSSFSheet sheet, boolean hidden) {
        this.sheet = sheet;
        this.hidden = hidden;
    }

    static List<XlsFile> open(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw TableFiles.saveAs("是较大的旧版 xls");
        }
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
            if (files.getRoot().hasEntryCaseInsensitive("EncryptedPackage")) {
                throw TableFiles.refused(PASSWORD);
            }
            if (!files.getRoot().hasEntryCaseInsensitive("Workbook") && !files.getRoot().hasEntryCaseInsensitive("Book")) {
                throw files.getRoot().hasEntryCaseInsensitive("WordDocument") ? TableFiles.wordDocument()
                        : TableFiles.noTable("演示文稿、邮件或其他文件");
            }
            requireModestContent(files);
            HSSFWorkbook workbook = new HSSFWorkbook(files, false);
            List<XlsFile> sheets = new ArrayList<>();
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                sheets.add(new XlsFile(workbook.getSheetAt(i), workbook.isSheetHidden(i) || workbook.isSheetVeryHidden(i)));
            }
            return sheets;
        } catch (InvalidInputException e) {
            throw e;
        } catch (EncryptedDocumentException e) {
            throw TableFiles.refused(PASSWORD);
        } catch (OldExcelFormatException e) {
            throw TableFiles.saveAs("是很旧的 xls");
        } catch (IOException | RuntimeException e) {
            // The reader meets damaged files with whatever comes first.
            throw TableFiles.saveAs("是旧版 xls，不能读取，可能已损坏");
        }
    }

    /**
     * Refuses a file whose records have or name too large sizes, since the library reserves many times as much memory for
     * them.
     */
    private static void requireModestContent(POIFSFileSystem files) throws IOException {
        long cells = 0;
        try (DocumentInputStream in = files.createDocumentInputStream(HSSFWorkbook.getWorkbookDirEntryName(files.getRoot()))) {
            while (in.available() >= RECORD_HEAD) {
                int kind = in.readUShort();
                int length = in.readUShort();
                int read = 0;
                switch (kind) {
                    case FilePassRecord.sid -> throw TableFiles.refused(PASSWORD);
                    case BlankRecord.sid, NumberRecord.sid, LabelRecord.sid, BoolErrRecord.sid, RKRecord.sid, LabelSSTRecord.sid,
                         FormulaRecord.sid -> cells++;
                    case MulBlankRecord.sid -> cells += length / BLANK_BYTES;
                    case MulRKRecord.sid -> cells += length / NUMBER_BYTES;
                    case SSTRecord.sid -> {
                        if (length >= SST_HEAD && in.available() >= SST_HEAD) {
                            in.readInt();
                            int texts = in.readInt();
                            read = SST_HEAD;
                            if (texts < 0 || texts > MAX_TEXTS) {
                                throw TableFiles.tooMuch();
                            }
                        }
                    }
                    default -> {
                    }
                }
                if (cells > MAX_CELLS) {
                    throw TableFiles.tooMuch();
                }
                if (length > read && in.skip(length - read) < length - read) {
                    return;
                }
            }
        }
    }

    @Override
    public String name() {
        return sheet.getSheetName();
    }

    @Override
    public boolean isHidden() {
        return hidden;
    }

    @Override
    public Merges merges() {
        Merges merges = new Merges();
        for (CellRangeAddress range : sheet.getMergedRegions()) {
            merges.add(range.getFirstRow() + 1L, range.getLastRow() + 1L, range.getFirstColumn(), range.getLastColumn());
        }
        return merges;
    }

    @Override
    public void read(Predicate<RawRow> row) {
        for (Row each : sheet) {
            SortedMap<Integer, Cell> cells = new TreeMap<>();
            each.forEach(cell -> {
                Cell read = cell((HSSFCell) cell);
                if (!read.isBlank()) {
                    cells.put(cell.getColumnIndex(), read);
                }
            });
            if (!cells.isEmpty() && !row.test(RawRow.ofSheet(each.getRowNum() + 1L, cells))) {
                return;
            }
        }
    }

    private Cell cell(HSSFCell cell) {
        CellType type = cell.getCellType() == CellType.FORMULA ? cell.getCachedFormulaResultType() : cell.getCellType();
        return switch (type) {
            case STRING -> Cell.text(TableFiles.withinLimit(cell.getRichStringCellValue().getString()));
            case BOOLEAN -> Cell.text(cell.getBooleanCellValue() ? "TRUE" : "FALSE");
            case ERROR -> new Cell(Cell.Kind.ERROR, FormulaError.forInt(cell.getErrorCellValue()).getString(), false);
            case NUMERIC -> Numbers.cell(BigDecimal.valueOf(cell.getNumericCellValue()).toString(),
                    Numbers.isDay(cell.getCellStyle().getDataFormat(), cell.getCellStyle().getDataFormatString()),
                    Numbers.unit(cell.getCellStyle().getDataFormatString()),
                    sheet.getWorkbook().getInternalWorkbook().isUsing1904DateWindowing());
            default -> Cell.BLANK;
        };
    }
}
