package org.shouwang.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;

/**
 * Reads tables that people hand in: xlsx, xls, or csv with commas, semicolons or tabs in UTF-8, UTF-16 or GB18030. The header
 * may stand below titles. Notes, totals, hidden sheets and unknown columns are left out, and the result says so. Reading may
 * take long, so a caller reads a file before it opens a transaction.
 */
public final class Tables {

    private Tables() {
    }

    /**
     * Reads a file.
     *
     * @param file  the file, or null if none was handed in
     * @param shape the expected shape of the table
     * @return the table, which has at least one row of data; the caller has to refuse missing columns by
     *     {@link Table#requireColumns}
     * @throws InvalidInputException if the file is no table, is damaged or too big, has a column twice or in another unit than
     *     yuan, or has such a table on several sheets
     */
    public static Table read(byte[] file, TableShape shape) {
        Map<String, TableColumn> known = shape.byName();
        List<Header> headers = new ArrayList<>();
        LeftOutList leftOut = new LeftOutList();
        Header hidden = null;
        Header bare = null;
        boolean anything = false;
        boolean text = false;
        boolean keys = true;
        for (Sheet sheet : TableFiles.open(file, known)) {
            Header header = Header.of(sheet, known);
            anything |= header.hasContent();
            text |= sheet.isText();
            keys &= header.isInKeys();
            if (sheet.isHidden()) {
                hidden = header.hasData() ? header : hidden;
                leftOut.add(LeftOut.sheet(sheet.name(), "是隐藏的工作表"));
            } else if (header.hasData()) {
                headers.add(header);
            } else if (header.hasContent()) {
                bare = bare == null && header.isFound() ? header : bare;
                leftOut.add(LeftOut.sheet(sheet.name(), header.isFound() ? "只有表头，没有数据行" : "没有这张表的表头"));
            }
        }
        if (headers.size() > 1) {
            throw TableFiles.refused("的工作表" + headers.stream().map(header -> "“" + header.sheet().name() + "”")
                    .collect(Collectors.joining("、")) + "都有数据，请合并到一个工作表，或分成几个文件导入");
        }
        if (headers.isEmpty()) {
            throw noTable(shape, anything, bare, hidden, new Kind(text, keys));
        }
        return new Reading(headers.get(0), shape, leftOut).table(known);
    }

    /** The kind of a file: whether it is a text, whatever its name is, and whether it names its columns by keys. */
    private record Kind(boolean text, boolean keys) {
    }

    private static InvalidInputException noTable(TableShape shape, boolean anything, Header bare, Header hidden, Kind kind) {
        if (!anything) {
            return TableFiles.refused("是空的");
        }
        if (hidden != null) {
            return TableFiles.refused("中有数据的工作表“" + hidden.sheet().name() + "”是隐藏的，请取消隐藏后再导入");
        }
        if (bare != null) {
            return TableFiles.refused("没有数据行" + whyBare(shape, bare, kind));
        }
        // The row's content is not repeated in the message: without a header it is somebody's data.
        String optional = titles(shape.columns().stream().filter(column -> !column.required()), kind);
        return TableFiles.refused((kind.text() ? "是文本文件，不是 xlsx 表格，其" : "") + "中没有找到表头；必须有的列：" + titles(required(shape), kind)
                + (optional.isEmpty() ? "" : "；还可以有：" + optional) + mostRows(shape)
                + (kind.text() ? "。原来是 Excel、WPS 表格的，请打开它，另存为 xlsx 后再导入" : ""));
    }

    /**
     * Explains why a sheet without rows of data is refused. Only known columns are named, since others may be somebody's data.
     */
    private static String whyBare(TableShape shape, Header bare, Kind kind) {
        Collection<TableColumn> found = bare.columns().values();
        String missing = titles(required(shape).filter(column -> !found.contains(column)), kind);
        if (!bare.hasRowsBelow() && missing.isEmpty()) {
            return "";
        }
        return "：第" + bare.row() + "行的表头中只认出" + titles(found.stream().distinct(), kind)
                + (bare.hasRowsBelow() ? "，下面的行在这些列里都没有可以导入的内容" : "") + (missing.isEmpty() ? "" : "；缺少必须有的列：" + missing)
                + mostRows(shape);
    }

    private static String mostRows(TableShape shape) {
        return "；每个文件最多" + shape.maxRows() + "行";
    }

    private static Stream<TableColumn> required(TableShape shape) {
        return shape.columns().stream().filter(TableColumn::required);
    }

    private static String titles(Stream<TableColumn> columns, Kind kind) {
        return columns.map(column -> column.title() + (!kind.keys() || column.title().equals(column.key()) ? "" : "（" + column.key() + "）"))
                .collect(Collectors.joining("、"));
    }

    /** Reads the rows of the sheet whose header was found. */
    private static final class Reading {

        private static final Cell TOO_LONG = new Cell(Cell.Kind.ERROR, "", false);
        private static final int MANY_TEXTS = 20_000;
        private static final int SHORT = 20;
        private static final int MAX_REMARKS = 200;
        /**
         * The most cells whose content no other cell shares. A full list of people has fewer, and the program's memory holds
         * as many.
         */
        private static final int MOST_CELLS = 2_000_000;

        private final Header header;
        private final TableShape shape;
        private final LeftOutList leftOut;
        private final List<CellError> errors = new ArrayList<>();
        private final List<TableRow> rows = new ArrayList<>();
        private final Map<String, Integer> places = new HashMap<>();
        private final Map<String, String> names = new LinkedHashMap<>();
        /** The top cells of merged cells by column. */
        private final Map<Integer, Map<Long, Cell>> tops = new HashMap<>();
        private final Map<Cell, Cell> sameCells = new HashMap<>();
        private int remarks;
        private Cell[] lastRow = {};
        private int ownCells;
        private int moreErrors;

        Reading(Header header, TableShape shape, LeftOutList leftOut) {
            this.header = header;
            this.shape = shape;
            this.leftOut = leftOut;
        }

        Table table(Map<String, TableColumn> known) {
            readHeader(known);
            String sheet = header.sheet().name();
            if (header.hasMoney() && (HeaderNames.statesOtherUnit(sheet) || HeaderNames.hasOtherUnitBehind(sheet))) {
                throw TableFiles.refused("的工作表“" + sheet + "”写明金额不以元为单位，请换算成元，并给工作表改名");
            }
            header.sheet().read(row -> {
                if (row.number() <= header.row()) {
                    refuseOtherUnit(row);
                }
                if (row.number() < header.firstRow()) {
                    leftOut.add(LeftOut.row(row.number(), "是表头上面的标题或说明"));
                } else if (row.number() > header.row()) {
                    add(row, known);
                    if (rows.size() > shape.maxRows()) {
                        throw TableFiles.refused("超过" + shape.maxRows() + "行，请分批导入");
                    }
                }
                return true;
            });
            if (rows.isEmpty()) {
                throw TableFiles.refused("没有数据行");
            }
            return new Table(names, rows, leftOut.all(), errors, moreErrors, shape.columns().stream()
                    .filter(column -> column.required() && !names.containsKey(column.key())).toList());
        }

        private void refuseOtherUnit(RawRow row) {
            if (!header.hasMoney()) {
                return;
            }
            boolean other = row.cells().entrySet().stream().anyMatch(cell -> {
                String text = cell.getValue().text();
                if (row.number() >= header.firstRow() && text.equals(header.names().get(cell.getKey()))) {
                    return !header.columns().containsKey(cell.getKey()) && HeaderNames.isOtherUnit(text);
                }
                return HeaderNames.statesOtherUnit(text) || HeaderNames.hasOtherUnitBehind(text) && (row.number() > header.row()
                        || row.cells().size() == 1 || header.isMoneyBelow(row, cell.getKey()));
            });
            if (other) {
                throw TableFiles.refused("第" + row.number() + "行写明金额不以元为单位，请换算成元，并改正这一行");
            }
        }

        private void readHeader(Map<String, TableColumn> known) {
            FieldErrors wrong = new FieldErrors();
            Map<String, Integer> letters = new HashMap<>();
            header.names().forEach((place, name) -> {
                TableColumn column = known.get(HeaderNames.normal(name));
                String shown = HeaderNames.shown(name);
                if (column == null) {
                    TableColumn meant = HeaderNames.inOtherUnit(name, known);
                    if (meant != null) {
                        wrong.add(meant.key(), shown, "的单位须为" + meant.unit() + "，请换算后改为“" + meant.title() + "”");
                    }
                    TableColumn resembled = meant != null ? null : HeaderNames.resembled(name, known);
                    if (resembled != null && !header.columns().containsValue(resembled)) {
                        wrong.add(resembled.key(), shown, "像是“" + resembled.title() + "”，又不完全是；如果是，请以" + resembled.unit()
                                + "填写并把列名改为“" + resembled.title() + "”，如果不是，请删去这一列");
                    }
                    leftOut.add(LeftOut.column(shown, "不是这张表用到的列，没有导入"));
                } else if (letters.putIfAbsent(column.key(), place) != null) {
                    wrong.add(column.key(), shown, "与“" + names.get(column.key()) + "”是同一列（第" + letter(letters.get(column.key()))
                            + "列、第" + letter(place) + "列），只能有一列");
                } else {
                    places.put(column.key(), places.size());
                    names.put(column.key(), shown);
                }
            });
            wrong.throwIfAny();
        }

        private void add(RawRow row, Map<String, TableColumn> known) {
            String why = NotData.why(row, header);
            if (why != null) {
                if (!why.contains("表头")) {
                    refuseOtherUnit(row);
                }
                leftOut.add(LeftOut.row(row.number(), why));
                return;
            }
            if (NotData.isOtherHeader(row, known)) {
                throw TableFiles.refused("第" + row.number() + "行又是一个表头，列的次序不同；一个工作表只能有一张表，请分开导入");
            }
            int before = errors.size() + moreErrors;
            Cell[] cells = new Cell[places.size()];
            header.columns().forEach((place, column) -> {
                int at = places.get(column.key());
                Cell cell = kept(at, cell(row, place));
                int last = header.sheet().merges().lastColumn(row.number(), place);
                if (!cell.isBlank() && header.columns().subMap(place, last + 1).size() > 1) {
                    error(row, place, "与右边合并成了一格（" + letter(place) + row.number() + "至" + letter(last) + row.number()
                            + "），分不清各列是什么，请取消合并，逐列填写");
                }
                if (cell.isBroken()) {
                    error(row, place, cell.kind() == Cell.Kind.ERROR ? "是错误值 " + cell.text() + "，请在表格中改正"
                            : "是没有计算结果的公式，请用 Excel 或 WPS 打开并保存，或改为数值");
                } else if (cell.text().length() > shape.maxText()) {
                    error(row, place, "最多" + shape.maxText() + "个字");
                    cell = TOO_LONG;
                }
                cells[at] = cell;
            });
            lastRow = cells;
            row.cells().forEach((place, cell) -> {
                if (!header.names().containsKey(place)) {
                    error(row, place, "有内容，但这一列没有表头");
                }
            });
            if (row.isUnfinished() && row.width() < header.width()) {
                error(row, row.cells().lastKey(), "之后没有内容，文件在这里断了，可能没有保存完整");
            }
            SplitAmounts.at(row, header).ifPresentOrElse(place -> error(row, place, SplitAmounts.UNCERTAIN),
                    () -> SplitAmounts.takenForTwo(row, header).ifPresent(place -> remark(row, place)));
            rows.add(new TableRow(row.number(), places, cells, errors.size() + moreErrors > before));
        }

        private Cell cell(RawRow row, int place) {
            Cell own = row.cells().getOrDefault(place, Cell.BLANK);
            long top = header.sheet().merges().topRow(row.number(), place);
            if (top == row.number()) {
                if (!own.isBlank() && header.sheet().merges().topRow(row.number() + 1, place) == row.number()) {
                    tops.computeIfAbsent(place, key -> new HashMap<>()).put(top, own);
                }
                return own;
            }
            Cell above = tops.getOrDefault(place, Map.of()).get(top);
            return own.isBlank() && above != null ? new Cell(above.kind(), above.text(), true) : own;
        }

        /**
         * Returns an equal cell that is kept already, since most cells of a long table repeat others, often the one right
         * above.
         */
        private Cell kept(int at, Cell cell) {
            if (cell.isBlank()) {
                return Cell.BLANK;
            }
            if (at < lastRow.length && cell.equals(lastRow[at])) {
                return lastRow[at];
            }
            Cell known = cell.text().length() > SHORT ? null : sameCells.get(cell);
            if (known != null) {
                return known;
            }
            if (++ownCells > MOST_CELLS) {
                throw TableFiles.tooMuch();
            }
            if (cell.text().length() <= SHORT && sameCells.size() < MANY_TEXTS) {
                sameCells.put(cell, cell);
            }
            return cell;
        }

        /** Notes a cell that is taken as it stands, so that the user can check it. */
        private void remark(RawRow row, int place) {
            if (remarks++ < MAX_REMARKS) {
                leftOut.add(new LeftOut(row.number(), HeaderNames.shown(header.names().get(place)), null, SplitAmounts.asTwo(row, place)));
            }
        }

        private void error(RawRow row, int place, String message) {
            if (errors.size() >= Table.MOST_ERRORS) {
                moreErrors++;
                return;
            }
            String name = header.names().get(place);
            errors.add(new CellError(row.number(), name == null ? "第" + letter(place) + "列" : HeaderNames.shown(name), message));
        }
    }

    /** Returns the letters by which spreadsheets name a column; the first column is 0. */
    private static String letter(int place) {
        String rest = place >= 26 ? letter(place / 26 - 1) : "";
        return rest + (char) ('A' + place % 26);
    }
}
