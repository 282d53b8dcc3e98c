package org.shouwang.table;

import java.time.LocalDate;
import org.shouwang.shared.IdNumber;

/**
 * The identity numbers of a table. A spreadsheet keeps 15 digits of a number, so that one that was ever a number has lost its
 * end; one in eleven of those still has a right check digit and is somebody else's.
 */
public final class IdNumberCells {

    private static final String CUT = "是数字格式，Excel 只保留前15位，末尾几位已变成0；请把该列设为“文本”格式后重新填写号码";
    private static final String MANY_CUT = "末尾3位是000，文件里多个号码都如此，可能被 Excel 改过；请核对原件，按“文本”格式重新填写";
    /** By chance one number in a thousand ends so; ten times as many are no chance. */
    private static final int ONE_IN = 100;
    private static final int AT_LEAST = 2;

    private final String key;
    private final boolean manyCut;

    private IdNumberCells(String key, boolean manyCut) {
        this.key = key;
        this.manyCut = manyCut;
    }

    /**
     * @param table a table
     * @param key   the key of a column of identity numbers
     * @return what tells good ones of that column from others
     */
    public static IdNumberCells of(Table table, String key) {
        long filled = table.rows().stream().filter(row -> !row.cell(key).isBlank()).count();
        long cut = table.rows().stream().filter(row -> endsCut(row.cell(key))).map(row -> row.text(key)).distinct().count();
        return new IdNumberCells(key, cut >= AT_LEAST && cut * ONE_IN >= filled);
    }

    /**
     * @param row   a row in which something stands in this column
     * @param today the day that it is for the product
     * @return what is wrong with it, in Chinese; null if nothing is
     */
    public String problem(TableRow row, LocalDate today) {
        Cell cell = row.cell(key);
        if (cell.kind() == Cell.Kind.NUMBER || cell.kind() == Cell.Kind.DAY || cell.text().matches("[0-9.]+[Ee]\\+?[0-9]+")) {
            return CUT;
        }
        if (IdNumber.isOld(cell.text())) {
            return IdNumber.OLD;
        }
        if (manyCut && endsCut(cell)) {
            return MANY_CUT;
        }
        return IdNumber.isValid(cell.text(), today) ? null : endsCut(cell)
                ? "无效：末尾几位可能被 Excel 改成了0，请把该列设为“文本”格式后重新填写" : "无效，请核对18位号码";
    }

    private static boolean endsCut(Cell cell) {
        return IdNumber.normalised(cell.text()).matches("[0-9]{15}000");
    }
}
