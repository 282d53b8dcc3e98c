package org.shouwang.table;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Predicate;

/** A sheet that is read no further than a table can reasonably go, whatever format it is in. */
final class LimitedSheet implements Sheet {

    /** No table of ours has a tenth of it. */
    private static final int MOST_CELLS_OF_A_ROW = 1_000;

    /** What all sheets of one file may hold together; a text that many cells share counts for each. */
    static final class Budget {

        /** More than twice what a full list of a county's people has. */
        private static final long CHARACTERS = 50_000_000;
        /** Of the processor, so that nobody is refused for what others do on the machine. */
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
