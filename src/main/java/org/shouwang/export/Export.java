package org.shouwang.export;

import java.time.Instant;

/**
 * An export: a file for which a user waits.
 *
 * @param id       the export's id
 * @param kind     the kind of table
 * @param filter   the rows that are wanted, as the code for this kind of table writes them; without names in clear
 * @param format   the file's format
 * @param status   the export's status
 * @param run      the number of the attempt at writing the file
 * @param rowsDone the number of rows that are written
 * @param rowsAll  the number of all rows; null until it is known
 * @param madeBy   the id of the user who waits for the file
 * @param madeAt   the time of the request
 */
public record Export(long id, String kind, String filter, TableFormat format, Status status, int run, long rowsDone,
                     Long rowsAll, String madeBy, Instant madeAt) {

    /** The statuses of an export. */
    public enum Status {
        /** The export waits for a node (排队中). */
        QUEUED("排队中"),
        /** A node writes the file (正在生成). */
        RUNNING("正在生成"),
        /** The file is complete (已完成). */
        DONE("已完成"),
        /** The file could not be written (未成功). */
        FAILED("未成功"),
        /** The user has cancelled the export (已取消). */
        CANCELLED("已取消");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        /**
         * @return the status in Chinese
         */
        public String title() {
            return title;
        }
    }

    /**
     * @return whether the file is still to come
     */
    public boolean isOpen() {
        return status == Status.QUEUED || status == Status.RUNNING;
    }

    /**
     * @return the share of rows that are written, in percent
     */
    public long percent() {
        return status == Status.DONE ? 100 : rowsAll == null || rowsAll == 0 ? 0 : Math.min(99, 100 * rowsDone / rowsAll);
    }
}
