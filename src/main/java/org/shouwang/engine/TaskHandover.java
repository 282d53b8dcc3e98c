package org.shouwang.engine;

import java.time.Instant;

/**
 * The end of a claim by somebody other than its claimant.
 *
 * @param caseNo      the case's number
 * @param taskId      the engine's id of the task
 * @param elementName the task's name
 * @param kind        the kind of the handover
 * @param fromUser    the id of the user who had claimed the task
 * @param fromName    the name of that user at the time
 * @param byUser      the id of the user who took the task over, gave it back or ended the claimant's post
 * @param byName      the name of that user at the time
 * @param post        the group of the post that has to do the task
 * @param doneAt      the moment of the handover
 * @param toUser      the id of the colleague to whom the task was handed over; null for all other kinds
 * @param toName      the name of that colleague at the time, or null
 * @param reason      the reason of a handover to a colleague, or null
 */
public record TaskHandover(String caseNo, String taskId, String elementName, Kind kind, String fromUser, String fromName,
                           String byUser, String byName, String post, Instant doneAt, String toUser, String toName,
                           String reason) {

    /** The kinds of handovers. */
    public enum Kind {
        /** A colleague of the same post goes on with the task. */
        TAKEN_OVER("接手"),
        /** The county's department or the administrator gave the task back to the post. */
        GIVEN_BACK("退回岗位"),
        /** A user of the post has handed the task over to a colleague of the same post. */
        HANDED_OVER("转办"),
        /** The claimant only stood in for a holder of the post, and does not any more. */
        STAND_IN_ENDED("代理结束"),
        /** The claimant's account or post was removed, or the account was locked. */
        POST_ENDED("岗位取消或账号停用");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /**
         * @return the kind's Chinese name
         */
        public String title() {
            return title;
        }
    }

    /**
     * @return a Chinese sentence that says who took over or gave back and who had claimed the task
     */
    public String text() {
        return switch (kind) {
            case TAKEN_OVER -> name(byName, byUser) + "接手，原由" + name(fromName, fromUser) + "办理";
            case GIVEN_BACK -> name(byName, byUser) + "退回岗位，原由" + name(fromName, fromUser) + "办理";
            case HANDED_OVER -> byName + "转办给" + toName + (byName.equals(toName) ? "（" + toUser + "）" : "") + (reason == null ? "" : "：" + reason);
            case STAND_IN_ENDED -> fromName + "的代理已结束，退回岗位";
            case POST_ENDED -> fromName + "的岗位已取消或账号已停用，退回岗位";
        };
    }

    /**
     * @return the same without its reason, for those who do not read what was written freely
     */
    public TaskHandover withoutReason() {
        return new TaskHandover(caseNo, taskId, elementName, kind, fromUser, fromName, byUser, byName, post, doneAt, toUser, toName, null);
    }

    /** Returns a name, with the account if both users have the same name. */
    private String name(String name, String user) {
        return byName.equals(fromName) ? name + "（" + user + "）" : name;
    }
}
