package org.shouwang.message;

import java.time.Instant;
import java.util.List;
import org.shouwang.shared.CasePaths;

/**
 * A message to a post, as one of its users sees it; what is about one step of one day is one message.
 *
 * @param id        its place in the box, that of the newest part
 * @param kind      what it is about
 * @param title     one line, nothing personal
 * @param text      what happened and what to do, nothing personal
 * @param caseNo    the case it is about, or null if there is none or several
 * @param createdAt when it was sent
 * @param readAt    when this user read it, or null if any part is unread
 * @param parts     what it is made of, newest first; empty if it stands alone
 */
public record Message(long id, Kind kind, String title, String text, String caseNo, Instant createdAt, Instant readAt,
                      List<Part> parts) {

    /**
     * One of several that are shown together; equal ones are one part.
     *
     * @param title  one line; how many there are if more than one is alike, and the case's number where only that tells them apart
     * @param text   which unit or village, what happened and what to do
     * @param caseNo the case it is about, or null
     */
    public record Part(String title, String text, String caseNo) {

        /**
         * @return the address of the page it is about, or null
         */
        public String link() {
            return caseNo == null ? null : CasePaths.of(caseNo);
        }
    }

    /** What messages are about. */
    public enum Kind {
        /** 即将到期 */
        WARNING("即将到期"),
        /** 已来不及：the limit is not over, but cannot be met any more. */
        UNREACHABLE("已来不及"),
        /** 已超期 */
        OVERDUE("已超期"),
        /** 超期上报 */
        ESCALATED("超期上报"),
        /** 贷款逾期 */
        LOAN_OVERDUE("贷款逾期"),
        /** 贷款问题：unused, or used for something else. */
        LOAN_FINDING("贷款问题"),
        /** 催办 */
        URGED("催办"),
        /** 延期 */
        EXTENSION("延期"),
        /** 兜底保障 */
        SAFETY_NET("兜底保障"),
        /** 风险消除建议 */
        ELIMINATION_PROPOSED("风险消除建议"),
        /** 户册核对 */
        REGISTER("户册核对"),
        /** 查看完整证件号 */
        ID_NUMBERS_SHOWN("查看完整证件号");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /**
         * @return the kind as people read it
         */
        public String title() {
            return title;
        }
    }

    /**
     * @return the address of the page it is about, or null
     */
    public String link() {
        return caseNo == null ? null : CasePaths.of(caseNo);
    }
}
