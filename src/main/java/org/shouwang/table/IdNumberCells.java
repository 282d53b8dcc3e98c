package org.shouwang.table;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.shouwang.shared.IdNumber;

/**
 * Checks a column of identity numbers. A spreadsheet keeps only 15 digits of a number, so an identity number that was ever
 * stored as a number has lost its last digits. One in eleven of those still has a correct check digit, and belongs to
 * somebody else.
 */
public final class IdNumberCells {

    private static final String CUT = "是数字格式，Excel 只保留前15位，末尾几位已变成0；请把该列设为“文本”格式后重新填写号码";
    private static final String MANY_CUT = "末尾3位是000，文件里多个号码都如此，可能被 Excel 改过；请核对原件，按“文本”格式重新填写";
    /** The share of numbers ending in 000 from which they count as cut. By chance it is one in a thousand. */
    private static final int ONE_IN = 100;
    private static final int AT_LEAST = 2;
    private static final Pattern WITH_EXPONENT = Pattern.compile("[0-9.]+[Ee]\\+?[0-9]+");
    private static final Pattern ENDING_CUT = Pattern.compile("[0-9]{15}000");

    private final String key;
    private final boolean manyCut;

    private IdNumberCells(String key, boolean manyCut) {
        this.key = key;
        this.manyCut = manyCut;
    }

    /**
     * Prepares the check of a column.
     *
     * @param table the table
     * @param key   the key of its column of identity numbers
     */
    public static IdNumberCells of(Table table, String key) {
        long filled = table.rows().stream().filter(row -> !row.cell(key).isBlank()).count();
        long cut = table.rows().stream().filter(row -> endsCut(row.cell(key))).map(row -> row.text(key)).distinct().count();
        return new IdNumberCells(key, cut >= AT_LEAST && cut * ONE_IN >= filled);
    }

    /**
     * Checks the identity number of a row.
     *
     * @param row   a row whose cell in this column is filled
     * @param today the product's present day
     * @return a Chinese message about the fault; null if the number is good
     */
    public String problem(TableRow row, LocalDate today) {
        Cell cell = row.cell(key);
        if (cell.kind() == Cell.Kind.NUMBER || cell.kind() == Cell.Kind.DAY || WITH_EXPONENT.matcher(cell.text()).matches()) {
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
        return ENDING_CUT.matcher(IdNumber.normalised(cell.text())).matches();
    }
}
