package org.shouwang.security;

import java.time.Instant;

/**
 * An act on record.
 *
 * @param id      the act's number; later acts have larger numbers
 * @param kind    the kind of act
 * @param subject what the act was done to: a case, a user, a task; never a person's name or identity number
 * @param outcome the outcome, such as {@link #REFUSED}
 * @param detail  further information without personal data; may be empty
 * @param userId  the id of the user who did or tried the act
 * @param address the network address from which the act came
 * @param doneAt  the time of the act
 */
public record Act(long id, Kind kind, String subject, String outcome, String detail, String userId, String address,
                  Instant doneAt) {

    /** The outcome of an act that was not allowed or failed. */
    public static final String REFUSED = "REFUSED";

    /**
     * The outcome of an act that is put on record before it is done. Its result follows as an act of its own if it becomes
     * known.
     */
    public static final String REQUESTED = "REQUESTED";

    /**
     * @return whether the act was not allowed or failed
     */
    public boolean isRefused() {
        return REFUSED.equals(outcome);
    }

    /**
     * @return the outcome in Chinese
     */
    public String outcomeText() {
        return switch (outcome) {
            case REFUSED -> "被拒绝";
            case REQUESTED -> "已提出";
            case "ACCEPTED" -> "成功";
            case "SHOWN" -> "已显示";
            case "DRAWN" -> "已抽取";
            case "BEGUN" -> "已启动";
            case "DISCARDED" -> "已作废";
            case "ENDED" -> "已结束";
            default -> "完成";
        };
    }

    /** The kinds of acts that are put on record. */
    public enum Kind {
        /** A login (登录). */
        LOGIN("登录"),
        /** A failed login (登录失败). */
        LOGIN_FAILED("登录失败"),
        /** A logout (退出). */
        LOGOUT("退出"),
        /** A decision in a case (办理). */
        DECISION("办理"),
        /** The handover of tasks to another user (待办移交). */
        HANDOVER("待办移交"),
        /** The withdrawal of a case (撤回). */
        WITHDRAWAL("撤回"),
        /** The taking back of a step of a case (撤回上一步). */
        TAKE_BACK("撤回上一步"),
        /** A substitution: somebody is to act for a post from a day to a day, or no longer (代理). */
        SUBSTITUTION("代理"),
        /** An authorisation of a county's department to approve in the leading group's name, or its end (授权批准). */
        AUTHORISATION("授权批准"),
        /** The extension of a limit (延期). */
        EXTENSION("延期"),
        /** The registration of a repayment (登记还款). */
        REPAYMENT("登记还款"),
        /** The extension or renewal of a loan (续贷或展期). */
        LOAN_EXTENSION("续贷或展期"),
        /** The urging of somebody who is late (催办). */
        URGE("催办"),
        /** The display of a whole identity number (查看完整证件号). */
        UNMASKING("查看完整证件号"),
        /** The search for a person by identity number (按证件号查找). */
        PERSON_LOOKUP("按证件号查找"),
        /** A file that was handed in (上传材料). */
        FILE_ADDED("上传材料"),
        /** A file that was opened (查看材料). */
        FILE_OPENED("查看材料"),
        /** A file that was taken out (撤下材料). */
        FILE_TAKEN_OUT("撤下材料"),
        /** The taking out of a paper (取用文书). */
        PAPER("取用文书"),
        /** An import (导入). */
        IMPORT("导入"),
        /** An export (导出). */
        EXPORT("导出"),
        /** A change to the villages (村变更). */
        REGION("村变更"),
        /** A case that was moved to a new version of its procedure (换用新版本). */
        CASE_MOVE("换用新版本"),
        /** A dated parameter that was entered or withdrawn (参数变更). */
        PARAMETER("参数变更"),
        /** A year's notice of holidays and shifted working days (工作日历变更). */
        CALENDAR("工作日历变更"),
        /** A new version of a decision table: proposed, decided on, withdrawn (决策表变更). */
        DECISION_TABLE("决策表变更"),
        /** A change to accounts or rights (账号与权限变更). */
        PERMISSION_CHANGE("账号与权限变更"),
        /** An operation on the process engine (流程引擎操作). */
        ENGINE_CHANGE("流程引擎操作"),
        /** The draw, start or discarding of a look-back campaign (回头看抽取). */
        LOOK_BACK("回头看抽取"),
        /** A rotation of the keys that protect personal data (更换密钥). */
        KEY_ROTATION("更换密钥"),
        /** A change of a password (修改密码). */
        PASSWORD_CHANGE("修改密码"),
        /** A change to the systems that are told of events (事件推送变更). */
        WEBHOOK("事件推送变更");

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
