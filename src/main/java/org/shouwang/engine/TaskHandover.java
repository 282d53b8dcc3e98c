package org.shouwang.engine;

import java.time.Instant;

/**
 * A claim that ended other than by its claimant.
 *
 * @param caseNo      the case
 * @param taskId      the engine's id of the task
 * @param elementName the task's name
 * @param kind        what happened
 * @param fromUser    the id of the user who had claimed it
 * @param fromName    what that user was called then
 * @param byUser      the id of the user who took it over, gave it back or ended the claimant's post
 * @param byName      what that user was called then
 * @param post        the group of the post that has to do the task
 * @param doneAt      when
 */
public record TaskHandover(String caseNo, String taskId, String elementName, Kind kind, String fromUser, String fromName,
                           String byUser, String byName, String post, Instant doneAt) {

    /** What happens to a claim. */
    public enum Kind {
        /** A colleague of the same post goes on with the task. */
        TAKEN_OVER("接手"),
        /** The county's department or the administrator gave it back to the post. */
        GIVEN_BACK("退回岗位"),
        /** The claimant's account or post is gone, or the account is locked. */
        POST_ENDED("岗位取消或账号停用");

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
     * @return who from whom, as people read it
     */
    public String text() {
        return switch (kind) {
            case TAKEN_OVER -> name(byName, byUser) + "接手，原由" + name(fromName, fromUser) + "办理";
            case GIVEN_BACK -> name(byName, byUser) + "退回岗位，原由" + name(fromName, fromUser) + "办理";
            case POST_ENDED -> fromName + "的岗位已取消或账号已停用，退回岗位";
        };
    }

    /** Two who are called the same are told apart by their accounts. */
    private String name(String name, String user) {
        return byName.equals(fromName) ? name + "（" + user + "）" : name;
    }
}
