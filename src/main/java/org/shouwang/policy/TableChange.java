package org.shouwang.policy;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A new version of a decision table.
 *
 * @param id          its number
 * @param tableKey    the key of the table
 * @param source      the document from which it follows
 * @param reason      why it is proposed
 * @param inForceFrom the first day on which it is to hold
 * @param status      what became of it
 * @param proposedBy  the id of the user who proposed it
 * @param proposedAt  the moment at which it was proposed
 * @param decidedBy   the id of the user who approved, rejected or withdrew it, or null
 * @param decidedAt   the moment at which that was done, or null
 * @param opinion     the reason that was given, or null
 * @param inForceId   the number under which it was put in force; null if it was not
 */
public record TableChange(long id, String tableKey, String source, String reason, LocalDate inForceFrom, Status status, String proposedBy, Instant proposedAt,
                          String decidedBy, Instant decidedAt, String opinion, Long inForceId) {

    /** What became of a new version. */
    public enum Status {
        /** It waits for a second person (待批准). */
        PROPOSED("待批准"),
        /** It holds from its day on (已批准). */
        APPROVED("已批准"),
        /** The second person has refused it (不批准). */
        REJECTED("不批准"),
        /** It was withdrawn before it held (已撤回). */
        WITHDRAWN("已撤回");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        /**
         * @return the Chinese name
         */
        public String title() {
            return title;
        }
    }

    /**
     * @param today today's day
     * @return what became of it, in Chinese
     */
    public String stateText(LocalDate today) {
        return status == Status.APPROVED ? (inForceFrom.isAfter(today) ? "已批准，" + inForceFrom + " 启用" : "已启用") : status.title();
    }
}
