package org.shouwang.elimination;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.shouwang.shared.Decimals;

/**
 * A look-back campaign (EL-4).
 *
 * @param id           the campaign's id
 * @param name         the campaign's name
 * @param regions      the codes of the counties or townships in which households are visited again
 * @param sharePercent the share of each township's households in percent, or null for all of them
 * @param seed         the seed of the draw
 * @param dueOn        the last day for the visits
 * @param status       the campaign's status
 * @param createdBy    the id of the user who created the campaign
 * @param createdAt    the moment of its creation
 */
public record LookBack(long id, String name, List<String> regions, BigDecimal sharePercent, long seed, LocalDate dueOn,
                       Status status, String createdBy, Instant createdAt) {

    /** The status of a campaign. */
    public enum Status {
        /** The households are drawn, and the campaign has not begun (待启动). */
        DRAFT("待启动"),
        /** The campaign has begun (已启动). */
        BEGUN("已启动"),
        /** The campaign was discarded before it began (已作废). */
        DISCARDED("已作废");

        private final String title;

        Status(String title) {
            this.title = title;
        }

        /**
         * @return the status's Chinese name
         */
        public String title() {
            return title;
        }
    }

    /**
     * @return the share in Chinese
     */
    public String shareText() {
        return sharePercent == null ? "全部" : "每个乡镇 " + Decimals.plain(sharePercent.stripTrailingZeros()) + "%（至少 1 户，不足 1 户的进 1 户；本系统设计，文件要求逐户）";
    }
}
