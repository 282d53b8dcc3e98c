package org.shouwang.table;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Predicate;

/** A sheet that stops being read where no reasonable table goes on, whatever its format is. */
final class LimitedSheet implements Sheet {

    /** The most cells of a row; the product's widest table has less than a tenth of them. */
    private static final int MOST_CELLS_OF_A_ROW = 1_000;

    /** The limits that all sheets of one file share. A text that many cells share counts once for each cell. */
    static final class Budget {

        /** The most characters; a full list of a county's people has less than half of them. */
        private static final long CHARACTERS = 50_000_000;
        /** The most processor time. Elapsed time would refuse a file because others keep the machine busy. */
        private static final Duration TIME = Duration.ofSeconds(60);

        private final long begun = used();
        private long characters;

        private void spend(RawRow row) {
            if (row.cells().size() > MOST_CELLS_OF_A_ROW) {
                throw TableFiles.refused("第" + row.number() + "行有内容的单元格超过" + MOST_CELLS_OF_A_ROW + "个");
            }
            row.cells().values().forEach(cell -> characters += cell.text().length());
            if (characters > CHARACTERS) {
                throw TableFiles.tooMuch();
            }
            if (used() - begun > TIME.toNanos()) {
                throw TableFiles.refused("读取时间过长，请分批导入");
            }
        }

        private static long used() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    private final Sheet sheet;
    private final Budget budget;

    LimitedSheet(Sheet sheet, Budget budget) {
        this.sheet = sheet;
        this.budget = budget;
    }

    @Override
    public String name() {
        return sheet.name();
    }

    @Override
    public boolean isHidden() {
        return sheet.isHidden();
    }

    @Override
    public boolean isText() {
        return sheet.isText();
    }

    @Override
    public Merges merges() {
        return sheet.merges();
    }

    @Override
    public void read(Predicate<RawRow> row) {
        sheet.read(each -> {
            budget.spend(each);
            return row.test(each);
        });
    }
}
