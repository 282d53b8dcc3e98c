package org.shouwang.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.shouwang.shared.Texts;

/** Recognises rows below a header that are not data: totals, notes, signatures, a repeated header. */
final class NotData {

    private static final Pattern TOTAL = Pattern.compile("[合总小共]计:?");
    /** The counts that stand below names and numbers in the row of a total. */
    private static final Pattern COUNT = Pattern.compile("[合总小共]计:?.{0,12}|[共计合]{0,2}:?\\d{1,5}[人户名个条项]?");
    private static final Pattern TOTAL_BEGINS = Pattern.compile(".{0,12}([合总小共]计|累计|汇总|本页[合小]计|总[户人]?数)([:(\\d].*)?");
    private static final Pattern NOTE_BEGINS = Pattern.compile(
            "[(\\[【*※]*(注|备注|说明|填表|填报|制表|审核|审批|负责人|经办|联系人|联系电话|附件|附注|本表|此表|表内|以上|以下|上述|数据来源|数据截|截[止至]|统计口径|※).*");
    private static final Pattern SIGNATURE_BEGINS = Pattern.compile("(单位|日期|时间|附|盖章|[县乡镇村].{0,6}(负责人|意见)).*:.*");
    private static final int LONG = 20;
    private static final int BEGINNING = 500;
    private static final int HEADER_NAMES = 3;

    private NotData() {
    }

    /** Returns the reason in Chinese why a row is not data; null if it is data. */
    static String why(RawRow row, Header header) {
        List<Integer> places = new ArrayList<>(row.cells().keySet());
        Cell first = row.cells().get(places.get(0));
        String beginning = plain(first.text());
        boolean identified = header.columns().entrySet().stream().anyMatch(column -> column.getValue().identifying()
                && row.cells().containsKey(column.getKey()) && !column.getKey().equals(places.get(0)));
        boolean total = !isWhole(row, header) && row.cells().entrySet().stream().anyMatch(cell -> TOTAL.matcher(plain(cell.getValue().text())).matches()
                && (cell.getKey().equals(places.get(0)) || mayHoldTotal(header.columns().get(cell.getKey()))));
        if (total || !identified && TOTAL_BEGINS.matcher(beginning).matches()) {
            return "是合计行";
        }
        if (isHeaderAgain(row, header)) {
            return LeftOut.HEADER_AGAIN;
        }
        if (isNumbering(row, places, header)) {
            return LeftOut.NUMBERING;
        }
        boolean alone = places.size() == 1 && first.kind() == Cell.Kind.TEXT;
        boolean wide = header.sheet().merges().isWide(row.number(), places.get(0));
        if (!identified && (SIGNATURE_BEGINS.matcher(beginning).matches()
                || NOTE_BEGINS.matcher(beginning).matches() && (alone || beginning.contains(":")))) {
            return "是说明行";
        }
        boolean inFront = places.get(0) <= header.names().firstKey() && !identifies(header.columns().get(places.get(0)));
        if (alone && (wide || inFront && (beginning.contains(":") || beginning.length() > LONG))) {
            return "只有一处说明文字，不是数据";
        }
        return !identified && header.columns().keySet().stream().noneMatch(row.cells()::containsKey)
                && header.names().keySet().containsAll(places) ? "没有这张表用到的内容" : null;
    }

    /** Tells whether every identifying column of a row is filled; then a word elsewhere does not make it a total. */
    private static boolean isWhole(RawRow row, Header header) {
        List<Map.Entry<Integer, TableColumn>> identifying = header.columns().entrySet().stream()
                .filter(column -> column.getValue().identifying()).toList();
        List<Map.Entry<Integer, TableColumn>> required = identifying.stream().filter(column -> column.getValue().required()).toList();
        return !identifying.isEmpty() && (required.isEmpty() ? identifying : required).stream().allMatch(column -> {
            Cell cell = row.cells().get(column.getKey());
            return cell != null && !COUNT.matcher(plain(cell.text())).matches();
        });
    }

    private static boolean mayHoldTotal(TableColumn column) {
        return column == null || column.identifying();
    }

    private static boolean identifies(TableColumn column) {
        return column != null && column.identifying();
    }

    private static boolean isHeaderAgain(RawRow row, Header header) {
        return row.cells().size() > 1 && row.cells().entrySet().stream().allMatch(cell -> header.names().containsKey(cell.getKey())
                && HeaderNames.normal(header.names().get(cell.getKey())).equals(HeaderNames.normal(cell.getValue().text())));
    }

    /** Tells whether a row is the header of a second table: it names columns and does not repeat the first header. */
    static boolean isOtherHeader(RawRow row, Map<String, TableColumn> known) {
        long names = row.cells().values().stream().map(cell -> known.get(HeaderNames.normal(cell.text()))).filter(Objects::nonNull)
                .distinct().count();
        return names >= HEADER_NAMES && names * 2 > row.cells().size();
    }

    /** Tells whether a row holds the column numbers that printed forms have below their header. */
    private static boolean isNumbering(RawRow row, List<Integer> places, Header header) {
        if (row.number() != header.row() + 1 || places.size() < 3) {
            return false;
        }
        for (Map.Entry<Integer, Cell> cell : row.cells().entrySet()) {
            if (!plain(cell.getValue().text()).equals(String.valueOf(places.indexOf(cell.getKey()) + 1))) {
                return false;
            }
        }
        return true;
    }

    /** Normalises a text so that totals and notes can be recognised by how they begin. */
    private static String plain(String text) {
        return Texts.compact(text.length() > BEGINNING ? text.substring(0, BEGINNING) : text);
    }
}
