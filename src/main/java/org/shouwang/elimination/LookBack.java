package org.shouwang.elimination;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.shared.Decimals;

/**
 * A campaign of looking again (EL-4).
 *
 * @param id           its id
 * @param name         its name
 * @param regions      the codes of the counties or townships it is about
 * @param sharePercent how many of each township's households in percent, or null for all of them
 * @param seed         the seed with which households are drawn
 * @param dueOn        the last day on which they have to be looked at
 * @param status       how far it is
 * @param createdBy    the id of the user who made it
 * @param createdAt    when
 */
public record LookBack(long id, String name, List<String> regions, BigDecimal sharePercent, long seed, LocalDate dueOn,
                       Status status, String createdBy, Instant createdAt) {

    /** How far a campaign is. */
    public enum Status {
        /** 待启动 */
        DRAFT("待启动"),
        /** 已启动 */
        BEGUN("已启动"),
        /** 已作废 */
        DISCARDED("已作废");

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
     * @return the share as people read it
     */
    public String shareText() {
        return sharePercent == null ? "全部" : "每个乡镇 " + Decimals.plain(sharePercent.stripTrailingZeros()) + "%（至少 1 户，不足 1 户的进 1 户；本系统设计，文件要求逐户）";
    }
}
