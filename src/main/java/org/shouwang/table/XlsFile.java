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
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.shouwang.shared.InvalidInputException;

/** Workbooks of Excel 97 to 2003. */
final class XlsFile implements Sheet {

    /** They are read as a whole, which takes many times their size. */
    private static final int MAX_BYTES = 8_000_000;

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
                throw TableFiles.refused("加了密码，请另存为不带密码的 xlsx");
            }
            if (!files.getRoot().hasEntryCaseInsensitive("Workbook") && !files.getRoot().hasEntryCaseInsensitive("Book")) {
                throw files.getRoot().hasEntryCaseInsensitive("WordDocument") ? TableFiles.wordDocument()
                        : TableFiles.noTable("演示文稿、邮件或其他文件");
            }
            HSSFWorkbook workbook = new HSSFWorkbook(files, false);
            List<XlsFile> sheets = new ArrayList<>();
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                sheets.add(new XlsFile(workbook.getSheetAt(i), workbook.isSheetHidden(i) || workbook.isSheetVeryHidden(i)));
            }
            return sheets;
        } catch (InvalidInputException e) {
            throw e;
        } catch (EncryptedDocumentException e) {
            throw TableFiles.refused("加了密码，请另存为不带密码的 xlsx");
        } catch (OldExcelFormatException e) {
            throw TableFiles.saveAs("是很旧的 xls");
        } catch (IOException | RuntimeException e) {
            // The reader meets damaged files with whatever comes first.
            throw TableFiles.saveAs("是旧版 xls，不能读取，可能已损坏");
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
