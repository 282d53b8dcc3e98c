package org.shouwang.message;

import java.time.Instant;
import java.util.List;

/**
 * A message to a post, as one of its holders sees it. Messages about the same step on the same day are shown as one.
 *
 * @param id        the message's id; of several messages that are shown as one, the id of the newest
 * @param kind      the kind of message
 * @param title     one line without personal data
 * @param text      what has happened and what to do, without personal data
 * @param caseNo    the number of the case; null if there is none or several
 * @param createdAt the time at which the message was sent
 * @param readAt    the time at which this user has read it; null if a part is unread
 * @param parts     the messages that are shown as one, newest first; empty if the message stands alone
 */
public record Message(long id, Kind kind, String title, String text, String caseNo, Instant createdAt, Instant readAt,
                      List<Part> parts) {

    /**
     * A message among several that are shown together. Equal messages are one part.
     *
     * @param title  one line; it ends with the number of messages if several are equal, and contains the case's number where
     *     only that tells messages apart
     * @param text   the unit or village, what has happened and what to do
     * @param caseNo the number of the case, or null
     */
    public record Part(String title, String text, String caseNo) {
    }

    /** The kinds of messages. */
    public enum Kind {
        /** A limit will be over soon (即将到期). */
        WARNING("即将到期"),
        /** A limit is not over, but cannot be met any more (已来不及). */
        UNREACHABLE("已来不及"),
        /** A limit is over (已超期). */
        OVERDUE("已超期"),
        /** A limit has been over for so long that the level above is told (超期上报). */
        ESCALATED("超期上报"),
        /** A loan is overdue (贷款逾期). */
        LOAN_OVERDUE("贷款逾期"),
        /** A loan is unused, or is used for another purpose (贷款问题). */
        LOAN_FINDING("贷款问题"),
        /** The numbers of a user's tasks that are due and overdue, once a day (每日提醒). */
        DIGEST("每日提醒"),
        /** A supervisor urges the holder of a case (催办). */
        URGED("催办"),
        /** Somebody has asked for an extension of a limit or has decided on it (延期). */
        EXTENSION("延期"),
        /** Something has changed for a household without any labour (兜底保障). */
        SAFETY_NET("兜底保障"),
        /** A household is proposed for an elimination (风险消除建议). */
        ELIMINATION_PROPOSED("风险消除建议"),
        /** The household register has to be checked (户册核对). */
        REGISTER("户册核对"),
        /** Somebody is to act for a post, or no longer (代理). */
        SUBSTITUTION("代理"),
        /** A colleague has handed a task over (转办). */
        HANDED_OVER("转办"),
        /** Somebody has taken a step back (撤回). */
        TAKEN_BACK("撤回"),
        /** Somebody has written a note for a post (备注). */
        NOTE("备注"),
        /** The end of a case of which a post gets a copy (抄送). */
        COPY("抄送"),
        /** Somebody has looked at whole identity numbers (查看完整证件号). */
        ID_NUMBERS_SHOWN("查看完整证件号");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /**
         * @return the kind's name in Chinese
         */
        public String title() {
            return title;
        }
    }
}
