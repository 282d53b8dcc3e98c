package org.shouwang.outbox;

import java.util.Arrays;
import java.util.Optional;

/** The types of events of which other systems can be told. */
public enum EventType {
    /** The county has approved the case; announcement and entry are open. */
    CASE_APPROVED("case.approved", "案件：县级已批准"),
    /** The household is entered in the register; the case is done. */
    CASE_ADMITTED("case.admitted", "案件：已纳入监测"),
    /** The elimination of the household's risks is entered; the case is done. */
    CASE_ELIMINATED("case.eliminated", "案件：已标注风险消除"),
    /** The elimination of the household's risks is taken back; the case is done. */
    CASE_ROLLED_BACK("case.rolled-back", "案件：已回退为监测中"),
    /** A look-back found the elimination right; the case is done. */
    CASE_CONFIRMED("case.confirmed", "案件：回头看消除属实"),
    /** A look-back found the elimination wrong; a rollback has begun. */
    CASE_ROLLBACK_BEGUN("case.rollback-begun", "案件：回头看转风险回退"),
    /** A look-back found a new risk; an identification has begun. */
    CASE_NEW_RISK_FOUND("case.new-risk-found", "案件：回头看转重新识别"),
    /** The household is marked as a household without any labour (兜底保障户); the case is done. */
    CASE_SAFETY_NET("case.safety-net", "案件：已标注兜底保障户"),
    /** The check found that the household has labour or does not qualify otherwise; the case is done. */
    CASE_NOT_QUALIFIED("case.not-qualified", "案件：不符合兜底保障条件"),
    /** The county has confirmed the plan of assistance; the case is done. */
    CASE_PLAN_CONFIRMED("case.plan-confirmed", "案件：帮扶计划已确认"),
    /** A loan is repaid. */
    CASE_REPAID("case.repaid", "案件：贷款已还清"),
    /** The risk compensation fund has paid for a loan. */
    CASE_COMPENSATED("case.compensated", "案件：贷款已代偿"),
    /** A loan is overdue. */
    LOAN_OVERDUE("loan.overdue", "贷款：已逾期"),
    /** Somebody who decides on the case, such as the township, the county or the bank, has refused it. */
    CASE_REJECTED("case.rejected", "案件：未通过"),
    /** The check found that the household's risks are not gone. */
    CASE_RISK_REMAINS("case.risk-remains", "案件：风险尚未消除"),
    /** The survey found no risk. */
    CASE_NOT_AT_RISK("case.not-at-risk", "案件：无返贫致贫风险"),
    /** The household does not want to apply. */
    CASE_DECLINED("case.declined", "案件：农户不愿申报"),
    /** The village or the township has withdrawn the case. */
    CASE_WITHDRAWN("case.withdrawn", "案件：已撤回"),
    /** A limit will be over soon. */
    DEADLINE_WARNING("deadline.warning", "时限：即将到期"),
    /** A limit is over. */
    DEADLINE_OVERDUE("deadline.overdue", "时限：已超期"),
    /** A limit has been over for so long that the city is told. */
    DEADLINE_ESCALATED("deadline.escalated", "时限：超期上报");

    private final String code;
    private final String title;

    EventType(String code, String title) {
        this.code = code;
        this.title = title;
    }

    /**
     * @return the type's code, as it is stored and sent
     */
    public String code() {
        return code;
    }

    /**
     * @return the type's name in Chinese
     */
    public String title() {
        return title;
    }

    /**
     * Returns the event type with a code.
     *
     * @param code the code; any text that somebody typed is allowed
     * @return the type; empty if no type has this code
     */
    public static Optional<EventType> ofCode(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
