package org.shouwang.problems;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.table.LeftOut;
import org.shouwang.table.Table;
import org.shouwang.table.TableColumn;
import org.shouwang.table.TableRow;
import org.shouwang.table.TableShape;
import org.shouwang.table.Tables;

/**
 * A table of problems: annex 1, the ledger of a county, or annex 2, the ledger of a village with its findings.
 *
 * @param table the table as it was read
 */
record ProblemFile(Table table) {

    static final TableColumn ASPECT = new TableColumn("aspect", "方面", List.of("问题方面"), true, false);
    static final TableColumn TITLE = new TableColumn("title", "具体问题", List.of("问题", "反馈问题"), true, true);
    static final TableColumn DESCRIPTION = new TableColumn("description", "问题表现", List.of("具体表现", "问题具体表现"), true, true);
    static final TableColumn MEASURES = new TableColumn("measures", "整改措施简述", List.of("整改措施"), false, false);
    static final TableColumn DUE = new TableColumn("dueOn", "整改时限", List.of("整改期限", "完成时限", "完成期限", "整改完成时限", "整改完成期限"), true, false);
    static final TableColumn UNITS = new TableColumn("units", "责任单位", List.of("责任部门", "整改责任单位"), false, false);
    /** The column of the leading unit, beside 责任单位 or in its place. The leading unit is responsible like the others. */
    static final TableColumn LEAD = new TableColumn("leadUnits", "牵头单位", List.of("牵头部门", "牵头责任单位", "牵头单位(部门)", "牵头整改单位",
            "主要责任单位", "主责单位"), false, false);
    static final TableColumn FOUND_IN = new TableColumn("foundIn", "发现地", List.of(), false, false);
    static final TableColumn FINDING = new TableColumn("finding", "对照排查发现具体问题描述", List.of(), false, true);
    static final TableColumn FINDING_MEASURES = new TableColumn("findingMeasures", "对照排查发现问题整改措施", List.of(), false, false);
    static final TableColumn RESULT = new TableColumn("result", "整改结果", List.of(), false, false);
    static final TableColumn STRUCK_OFF = new TableColumn("struckOff", "是否销号", List.of(), false, false);

    /** The value of 是否销号 for a problem that is struck off. */
    static final String YES = "是";

    /**
     * The longest text that is read: twice the longest one allowed, so that a text above its own limit is still reported by
     * its column.
     */
    private static final int MAX_TEXT = 4_000;
    private static final List<TableColumn> COLUMNS = List.of(ASPECT, TITLE, DESCRIPTION, MEASURES, DUE, UNITS, LEAD, FOUND_IN, FINDING,
            FINDING_MEASURES, RESULT, STRUCK_OFF);

    /**
     * Reads a file.
     *
     * @param file    the file, or null for none
     * @param maxRows the most rows that the file may have
     * @return the table
     * @throws InvalidInputException if the file is empty or cannot be read
     */
    static ProblemFile read(byte[] file, int maxRows) {
        return new ProblemFile(Tables.read(file, new TableShape(COLUMNS, maxRows, MAX_TEXT)));
    }

    boolean lacksColumns() {
        return !table.missing().isEmpty() || lacking().any();
    }

    /**
     * Returns an error if the file has neither of the two columns of units. The other mandatory columns are checked by the
     * table.
     */
    FieldErrors lacking() {
        FieldErrors lacking = new FieldErrors();
        if (!table.has(UNITS.key()) && !table.has(LEAD.key())) {
            lacking.add(UNITS.key(), table.named(UNITS), "列缺失；也可以是“牵头单位”");
        }
        return lacking;
    }

    /** Returns the column of units that the file has; 责任单位 if the file has both. */
    TableColumn units() {
        return table.has(UNITS.key()) ? UNITS : LEAD;
    }

    /** Tells whether the file is the ledger of a village, which adds to problems and never changes them. */
    boolean isOfVillage() {
        return table.has(FINDING.key());
    }

    List<TableRow> rows() {
        return table.rows();
    }

    String header(TableColumn column) {
        return table.header(column);
    }

    /**
     * Returns the parts of the file that are not imported. Results in a county's ledger are among them, since the units report
     * results themselves; so is 是否销号.
     */
    List<LeftOut> leftOut() {
        List<LeftOut> leftOut = new ArrayList<>(table.leftOut());
        if (!isOfVillage() && rows().stream().anyMatch(row -> !row.cell(RESULT.key()).isBlank())) {
            leftOut.add(new LeftOut(null, header(RESULT), null, "整改结果由各责任单位在任务中报告，不从文件导入"));
        }
        if (rows().stream().anyMatch(row -> row.text(STRUCK_OFF.key()).equals(YES))) {
            leftOut.add(new LeftOut(null, header(STRUCK_OFF), null, "销号由登记人以外的县级人员在问题页办理，不从文件导入"));
        }
        return leftOut;
    }
}
