package org.shouwang.export;

import java.time.Instant;

/**
 * A file that somebody waits for.
 *
 * @param id       its id
 * @param kind     what kind of table it is
 * @param filter   which rows, in the words of whoever writes it; nobody's name in clear
 * @param format   in which form
 * @param status   how far it is
 * @param run      which attempt at writing it this is
 * @param rowsDone how many rows are written
 * @param rowsAll  how many there are, null before that is known
 * @param madeBy   the id of the user who waits for it
 * @param madeAt   when it was asked for
 */
public record Export(long id, String kind, String filter, TableFormat format, Status status, int run, long rowsDone,
                     Long rowsAll, String madeBy, Instant madeAt) {

    /** How far an export is. */
    public enum Status {
        /** 排队中 */
        QUEUED("排队中"),
        /** 正在生成 */
        RUNNING("正在生成"),
        /** 已完成 */
        DONE("已完成"),
        /** 未成功 */
        FAILED("未成功"),
        /** 已取消 */
        CANCELLED("已取消");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        /**
         * @return the status as people read it
         */
        public String title() {
            return title;
        }
    }

    /**
     * @return whether it is still to come
     */
    public boolean isOpen() {
        return status == Status.QUEUED || status == Status.RUNNING;
    }

    /**
     * @return how much is written, in percent
     */
    public long percent() {
        return status == Status.DONE ? 100 : rowsAll == null || rowsAll == 0 ? 0 : Math.min(99, 100 * rowsDone / rowsAll);
    }
}
