package org.shouwang.accountability;

/**
 * The indicators by which townships are ranked. Each is a query that returns {@code township, value} for the days from
 * {@code :first} to {@code :last}.
 */
public enum TownshipIndicator {
    /**
     * The share of limits met in time (时限按期完成率), in percent. It counts the limits whose last day lies in the quarter, without
     * those that the county has to meet.
     */
    LIMITS_MET("时限按期完成率（%）", true, """
            select township_code as township, 100.0 * count(*) filter (where met_on <= due_on and missed_due_on is null) / count(*) as value
            from shouwang.deadline where township_code is not null and not minimum and cancelled_on is null
                and (holder is null or holder not like 'county%') and due_on between :first and :last group by 1
            """),
    /**
     * The number of problems not rectified in time (超期未完成的问题): the township's lines and findings that were past their due day
     * at the end of the quarter.
     */
    OPEN_PAST_DATE("超期未整改的问题（个）", false, """
            select township, count(*) as value from (
                select township_code as township from shouwang.deadline
                where township_code is not null and rule in ('RECTIFICATION', 'LONG_TERM_RECTIFICATION') and cancelled_on is null
                    and due_on <= :last and (met_on is null or met_on > :last)
                union all
                select left(f.region_code, 9) from shouwang.problem_finding f join shouwang.problem p on p.id = f.problem_id
                where length(f.region_code) >= 9 and f.due_on <= :last and (f.recorded_at at time zone 'Asia/Shanghai')::date <= :last
                    and coalesce(least(f.struck_off_on, p.struck_off_on) > :last, true)) past
            group by 1
            """),
    /** The number of failed re-checks (复核不通过): re-checks in the quarter of problems on which the township has a line. */
    FAILED_RECHECK("复核不通过（次）", false, """
            select substr(l.group_id, 9) as township, count(*) as value
            from shouwang.recheck r join shouwang.problem_line l on l.problem_id = r.problem_id
            where l.group_id like 'township%' and r.outcome = 'FAILED'
                and (r.rechecked_at at time zone 'Asia/Shanghai')::date between :first and :last group by 1
            """),
    /**
     * The number of returned cases (被退回): decisions in the quarter by which a township or one of its villages got back work
     * that it had handed on. Returns between a bank and a county, such as a credit review or the county's view of a refusal,
     * do not count for a township.
     */
    RETURNED("被退回的案件（次）", false, """
            select c.township_code as township, count(*) as value
            from shouwang.task_decision t join shouwang.case_file c on c.case_no = t.case_no
            where (t.process_key, t.outcome) in (('monitoring-identification', 'RETURN'), ('monitoring-identification', 'DISCREPANT'),
                    ('public-notice', 'UPHELD'), ('assistance-planning', 'RETURN'), ('risk-elimination', 'RETURN'),
                    ('risk-rollback', 'RETURN'), ('safety-net-recognition', 'RETURN'), ('look-back', 'RETURN'))
                and (t.decided_at at time zone 'Asia/Shanghai')::date between :first and :last and t.taken_back_at is null group by 1
            """),
    /**
     * The share of eliminated risks (风险消除率), in percent: eliminated households among all households ever admitted, as they
     * stood at the end of the quarter (EL-5).
     */
    ELIMINATION("风险消除率（%）", true, """
            with standing as (
                select distinct on (household_id) household_id, status
                from shouwang.household_status_change where since <= :last order by household_id, id desc)
            select left(h.village_code, 9) as township,
                100.0 * count(*) filter (where s.status = 'ELIMINATED') / count(*) as value
            from standing s join shouwang.household h on h.id = s.household_id
            group by 1
            """),
    /**
     * The number of overdue microloans (逾期小额信贷): loans that were past their due day and not repaid at the end of the quarter,
     * no matter what was repaid, extended or compensated later (LN-6).
     */
    OVERDUE_LOANS("逾期小额信贷（笔）", false, """
            select l.township_code as township, count(*) as value from shouwang.micro_loan l
            left join shouwang.loan_extension e on e.loan_id = l.id
                and (e.recorded_at at time zone 'Asia/Shanghai')::date > :last
            where l.disbursed_on <= :last and coalesce(e.old_due_on, l.due_on) <= :last
                and not (l.status = 'COMPENSATED' and l.closed_on <= :last)
                and l.principal > coalesce((select sum(r.amount) from shouwang.loan_repayment r
                    where r.loan_id = l.id and r.paid_on <= :last), 0) group by 1
            """);

    private final String title;
    private final boolean moreIsBetter;
    private final String query;

    TownshipIndicator(String title, boolean moreIsBetter, String query) {
        this.title = title;
        this.moreIsBetter = moreIsBetter;
        this.query = query;
    }

    /**
     * @return the indicator's Chinese name with its unit
     */
    public String title() {
        return title;
    }

    /**
     * Tells whether the value is a share that is itself the score. If it is not, fewer are better, and the score is relative
     * to the worst township.
     */
    boolean isMoreBetter() {
        return moreIsBetter;
    }

    String query() {
        return query;
    }
}
