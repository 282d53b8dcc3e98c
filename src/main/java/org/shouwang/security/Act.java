package org.shouwang.security;

import java.time.Instant;

/**
 * An act on record.
 *
 * @param id      its place in the record
 * @param kind    what was done
 * @param subject to what: a case, a user, a task; never a person's name or number
 * @param outcome how it ended
 * @param detail  what else is worth knowing, may be empty; nothing personal
 * @param userId  who did it, or tried to
 * @param address from where
 * @param doneAt  when
 */
public record Act(long id, Kind kind, String subject, String outcome, String detail, String userId, String address,
                  Instant doneAt) {

    /** How an act ended that was not allowed or did not succeed. */
    public static final String REFUSED = "REFUSED";

    /** What is put on record before it is done; how it ended follows as an act of its own, if it is known. */
    public static final String REQUESTED = "REQUESTED";

    /**
     * @return whether it was not allowed or did not succeed
     */
    public boolean isRefused() {
        return REFUSED.equals(outcome);
    }

    /**
     * @return how it ended, as people read it
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
            default -> "完成";
        };
    }

    /** What is kept on record. */
    public enum Kind {
        /** 登录 */
        LOGIN("登录"),
        /** 登录失败 */
        LOGIN_FAILED("登录失败"),
        /** 退出 */
        LOGOUT("退出"),
        /** 办理 */
        DECISION("办理"),
        /** 待办移交 */
        HANDOVER("待办移交"),
        /** 撤回 */
        WITHDRAWAL("撤回"),
        /** 延期 */
        EXTENSION("延期"),
        /** 登记还款 */
        REPAYMENT("登记还款"),
        /** 续贷或展期 */
        LOAN_EXTENSION("续贷或展期"),
        /** 催办 */
        URGE("催办"),
        /** 查看完整证件号 */
        UNMASKING("查看完整证件号"),
        /** 按证件号查找 */
        PERSON_LOOKUP("按证件号查找"),
        /** 导入 */
        IMPORT("导入"),
        /** 导出 */
        EXPORT("导出"),
        /** 账号与权限变更 */
        PERMISSION_CHANGE("账号与权限变更"),
        /** 流程引擎操作 */
        ENGINE_CHANGE("流程引擎操作"),
        /** 回头看抽取、启动、作废 */
        LOOK_BACK("回头看抽取"),
        /** 更换密钥 */
        KEY_ROTATION("更换密钥"),
        /** 修改密码 */
        PASSWORD_CHANGE("修改密码"),
        /** 事件推送变更 */
        WEBHOOK("事件推送变更");

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
}
