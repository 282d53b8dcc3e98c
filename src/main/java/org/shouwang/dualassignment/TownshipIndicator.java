package org.shouwang.dualassignment;

/** What townships are ranked by; each is one query that gives {@code township, value} between {@code :first} and {@code :last}. */
public enum TownshipIndicator {
    /** 时限按期完成率，percent: limits whose last day lies in the quarter. */
    LIMITS_MET("时限按期完成率（%）", true, """
            select township_code as township, 100.0 * count(*) filter (where met_on <= due_on) / count(*) as value
            from shouwang.deadline where township_code is not null and not minimum and cancelled_on is null
                and due_on between :first and :last group by 1
            """),
    /** 超期未完成的问题: its lines and findings that were past their date at the end of the quarter. */
    OPEN_PAST_DATE("超期未整改的问题（个）", false, """
            select township, count(*) as value from (
                select township_code as township from shouwang.deadline
                where township_code is not null and rule in ('RECTIFICATION', 'LONG_TERM_RECTIFICATION') and cancelled_on is null
                    and due_on <= :last and (met_on is null or met_on > :last)
                union all
                select left(f.region_code, 9) from shouwang.problem_finding f join shouwang.problem p on p.id = f.problem_id
                where length(f.region_code) >= 9 and not f.struck_off and p.status <> 'STRUCK_OFF' and f.due_on <= :last) past
            group by 1
            """),
    /** 复核不通过: re-checks in the quarter of problems on which it has a line. */
    FAILED_RECHECK("复核不通过（次）", false, """
            select substr(l.group_id, 9) as township, count(*) as value
            from shouwang.recheck r join shouwang.problem_line l on l.problem_id = r.problem_id
            where l.group_id like 'township%' and r.outcome = 'FAILED'
                and (r.rechecked_at at time zone 'Asia/Shanghai')::date between :first and :last group by 1
            """),
    /** 被退回: decisions in the quarter that sent its cases back, and its lines. */
    RETURNED("被退回的案件（次）", false, """
            select c.township_code as township, count(*) as value
            from shouwang.task_decision t join shouwang.case_file c on c.case_no = t.case_no
            where t.outcome in ('RETURN', 'DISCREPANT', 'UPHELD')
                and (t.decided_at at time zone 'Asia/Shanghai')::date between :first and :last group by 1
            """),
    /** 风险消除率，percent: households eliminated of those ever admitted, at the end of the quarter (EL-5). */
    ELIMINATION("风险消除率（%）", true, """
            select left(h.village_code, 9) as township,
                100.0 * count(*) filter (where h.status = 'ELIMINATED') / count(*) as value
            from shouwang.household h
            where exists (select 1 from shouwang.household_status_change s where s.household_id = h.id and s.since <= :last)
            group by 1
            """),
    /** 逾期小额信贷: loans past their date and not paid back at the end of the quarter (LN-6). */
    OVERDUE_LOANS("逾期小额信贷（笔）", false, """
            select township_code as township, count(*) as value from shouwang.micro_loan
            where status = 'DISBURSED' and due_on <= :last and repaid + compensated < principal group by 1
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
     * @return what it is, as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return whether a share counts as it is; otherwise the fewer the better, against the worst of all
     */
    boolean isMoreBetter() {
        return moreIsBetter;
    }

    String query() {
        return query;
    }
}
