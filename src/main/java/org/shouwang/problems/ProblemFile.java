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
 * A table of problems: annex 1 (the ledger of a county) or annex 2 (that of a village, with what was found by comparison).
 *
 * @param table what was read
 */
record ProblemFile(Table table) {

    static final TableColumn ASPECT = new TableColumn("aspect", "方面", List.of("问题方面"), true, false);
    static final TableColumn TITLE = new TableColumn("title", "具体问题", List.of("问题", "反馈问题"), true, true);
    static final TableColumn DESCRIPTION = new TableColumn("description", "问题表现", List.of("具体表现", "问题具体表现"), true, true);
    static final TableColumn MEASURES = new TableColumn("measures", "整改措施简述", List.of("整改措施"), false, false);
    static final TableColumn DUE = new TableColumn("dueOn", "整改时限", List.of("整改期限", "完成时限", "完成期限", "整改完成时限", "整改完成期限"), true, false);
    static final TableColumn UNITS = new TableColumn("units", "责任单位", List.of("责任部门", "整改责任单位"), false, false);
    /** Beside 责任单位 or in its place; whoever leads is responsible like the others. */
    static final TableColumn LEAD = new TableColumn("leadUnits", "牵头单位", List.of("牵头部门", "牵头责任单位", "牵头单位(部门)", "牵头整改单位",
            "主要责任单位", "主责单位"), false, false);
    static final TableColumn FOUND_IN = new TableColumn("foundIn", "发现地", List.of(), false, false);
    static final TableColumn FINDING = new TableColumn("finding", "对照排查发现具体问题描述", List.of(), false, true);
    static final TableColumn FINDING_MEASURES = new TableColumn("findingMeasures", "对照排查发现问题整改措施", List.of(), false, false);
    static final TableColumn RESULT = new TableColumn("result", "整改结果", List.of(), false, false);
    static final TableColumn STRUCK_OFF = new TableColumn("struckOff", "是否销号", List.of(), false, false);

    /** What stands under 是否销号 where it is. */
    static final String YES = "是";

    /** Twice as much as any of them may have; what is longer than its own limit is told then. */
    private static final int MAX_TEXT = 4_000;
    private static final List<TableColumn> COLUMNS = List.of(ASPECT, TITLE, DESCRIPTION, MEASURES, DUE, UNITS, LEAD, FOUND_IN, FINDING,
            FINDING_MEASURES, RESULT, STRUCK_OFF);

    /**
     * @param file    a file, or null for none
     * @param maxRows how many rows it may have
     * @return what it holds
     * @throws InvalidInputException if it is empty or cannot be read
     */
    static ProblemFile read(byte[] file, int maxRows) {
        return new ProblemFile(Tables.read(file, new TableShape(COLUMNS, maxRows, MAX_TEXT)));
    }

    boolean lacksColumns() {
        return !table.missing().isEmpty() || lacking().any();
    }

    /** What it lacks besides the columns that every such table has. */
    FieldErrors lacking() {
        FieldErrors lacking = new FieldErrors();
        if (!table.has(UNITS.key()) && !table.has(LEAD.key())) {
            lacking.add(UNITS.key(), table.named(UNITS), "列缺失；也可以是“牵头单位”");
        }
        return lacking;
    }

    /** Of the two columns of units the one that the file has, 责任单位 where it has both. */
    TableColumn units() {
        return table.has(UNITS.key()) ? UNITS : LEAD;
    }

    /** Whether it is the ledger of a village, which adds to problems and never changes them. */
    boolean isOfVillage() {
        return table.has(FINDING.key());
    }

    List<TableRow> rows() {
        return table.rows();
    }

    String header(TableColumn column) {
        return table.header(column);
    }

    /** What is not taken, results of a county's ledger among it, which come from the lines, and what is said to be struck off. */
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
