package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shouwang.engine.Sweeps;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The households that were drawn for a campaign, how far it is with them, and those at whose home nobody was again (EL-4). */
@Service
public class LookBackHouseholds {

    private static final int BEGUN_AT_ONCE = 100;
    private static final String WAITING = """
            select h.look_back_id, %s
            from shouwang.look_back_household h join shouwang.look_back b on b.id = h.look_back_id
            where b.status = 'BEGUN' and h.drawn and h.case_no is null and h.skip_reason is null
            """;
    private static final String ROWS = """
            select h.household_id, h.household_no, g.head_name, g.village_code, v.name as village_name, t.name as township_name,
                   h.case_no, c.status, h.skip_reason, k.outcome, k.checked_on,
                   (select string_agg(f.following_no, '、' order by f.following_no) from shouwang.look_back_following f
                    where f.case_no = h.case_no) as following
            from shouwang.look_back_household h
            join shouwang.household g on g.id = h.household_id
            join shouwang.region v on v.code = g.village_code
            join shouwang.region t on t.code = v.parent_code
            left join shouwang.case_file c on c.case_no = h.case_no
            left join lateral (select outcome, checked_on from shouwang.look_back_check where case_no = h.case_no
                               order by id desc limit 1) k on true
            where h.look_back_id = ? and h.drawn and g.village_code like ?
            """;
    private static final String UNSEEN = """
            from shouwang.household g
            join shouwang.region v on v.code = g.village_code
            join shouwang.region t on t.code = v.parent_code
            join lateral (select since from shouwang.household_status_change where household_id = g.id
                          order by id desc limit 1) s on true
            where g.status = 'ELIMINATED' and g.village_code like ? and not exists (
                select 1 from shouwang.look_back_household l join shouwang.look_back_check k on k.case_no = l.case_no
                where l.household_id = g.id and k.checked_on >= s.since)
            """;

    private final JdbcClient jdbc;
    private final LookBackRights rights;

    LookBackHouseholds(JdbcClient jdbc, LookBackRights rights) {
        this.jdbc = jdbc;
        this.rights = rights;
    }

    /**
     * A household that was drawn.
     *
     * @param householdId  its id
     * @param householdNo  its number
     * @param headName     its head
     * @param villageCode  its village
     * @param villageName  the village's name
     * @param townshipName the township's name
     * @param caseNo       the case in which it is looked at, or null
     * @param status       how that case stands, or null
     * @param skipReason   why it is not looked at, or null
     * @param outcome      what was found last, or null
     * @param checkedOn    when, or null
     * @param following    the numbers of the cases it has led to, or null
     */
    public record Row(long householdId, String householdNo, String headName, String villageCode, String villageName,
                      String townshipName, String caseNo, String status, String skipReason, LookBackOutcome outcome,
                      LocalDate checkedOn, String following) {
    }

    /**
     * A page of drawn households.
     *
     * @param items      the households by their ids
     * @param nextCursor where the next page begins, or null on the last one
     */
    public record RowPage(List<Row> items, String nextCursor) {
    }

    /**
     * How many households of one township could be drawn, and how many were.
     *
     * @param townshipCode its code
     * @param townshipName its name
     * @param candidates   how many could be drawn
     * @param drawn        how many were
     */
    public record Share(String townshipCode, String townshipName, long candidates, long drawn) {
    }

    /**
     * How far a campaign is, in the regions of whoever asks.
     *
     * @param drawn     how many households were drawn
     * @param begun     how many of them have a case
     * @param toCheck   how many are still to be visited
     * @param toReview  how many the township has still to review
     * @param confirmed how many eliminations were found right
     * @param rollback  how many were found wrong
     * @param newRisk   how many households have a new risk
     * @param withdrawn how many cases were withdrawn
     * @param skipped   how many were not looked at
     */
    public record Progress(long drawn, long begun, long toCheck, long toReview, long confirmed, long rollback, long newRisk,
                           long withdrawn, long skipped) {

        /**
         * @return how many are done, in percent of those that are to be looked at
         */
        public long percent() {
            long all = drawn - skipped - withdrawn;
            return all == 0 ? 100 : 100 * (confirmed + rollback + newRisk) / all;
        }

        /**
         * @return how many are not done
         */
        public long open() {
            return drawn - skipped - withdrawn - confirmed - rollback - newRisk;
        }
    }

    /**
     * A household marked as eliminated at whose home nobody has looked again since.
     *
     * @param householdId     its id
     * @param householdNo     its number
     * @param headName        its head
     * @param townshipName    its township
     * @param villageName     its village
     * @param eliminatedSince the day since which it is eliminated
     * @param openCaseNo      the case in which it is being looked at, or null if there is none
     */
    public record Unseen(long householdId, String householdNo, String headName, String townshipName, String villageName,
                         LocalDate eliminatedSince, String openCaseNo) {
    }

    /**
     * A page of households that were never looked at again.
     *
     * @param total      how many there are in all
     * @param items      the households by their ids
     * @param nextCursor where the next page begins, or null on the last one
     */
    public record UnseenPage(long total, List<Unseen> items, String nextCursor) {
    }

    /**
     * A household that waits for its case.
     *
     * @param lookBackId  the campaign
     * @param householdId the household
     * @param name        the campaign's name
     * @param begunBy     the id of the user who began it
     */
    record Waiting(long lookBackId, long householdId, String name, String begunBy) {
    }

    /**
     * @param lookBack a campaign
     * @return its townships, by code
     */
    public List<Share> sharesOf(LookBack lookBack) {
        return jdbc.sql("""
                        select h.township_code, t.name as township_name, count(*) as candidates, count(*) filter (where h.drawn) as drawn
                        from shouwang.look_back_household h join shouwang.region t on t.code = h.township_code
                        where h.look_back_id = ? and h.township_code like ?
                        group by 1, 2 order by 1
                        """)
                .params(lookBack.id(), rights.own() + "%").query(Rows.as(Share.class)).list();
    }

    /**
     * @param lookBack a campaign
     * @return how far it is in the regions of the user who has signed in
     */
    public Progress progressOf(LookBack lookBack) {
        return jdbc.sql("""
                        select count(*) as drawn, count(c.id) as begun,
                            count(*) filter (where h.skip_reason is null
                                and (c.id is null or c.status = 'IN_PROGRESS' and e.task = '%1$s')) as to_check,
                            count(*) filter (where c.status = 'IN_PROGRESS' and e.task = '%2$s') as to_review,
                            count(*) filter (where c.status = 'CONFIRMED') as confirmed,
                            count(*) filter (where c.status = 'ROLLBACK_BEGUN') as rollback,
                            count(*) filter (where c.status = 'NEW_RISK_FOUND') as new_risk,
                            count(*) filter (where c.status = 'WITHDRAWN') as withdrawn,
                            count(*) filter (where h.skip_reason is not null) as skipped
                        from shouwang.look_back_household h
                        left join shouwang.case_file c on c.case_no = h.case_no
                        left join lateral (
                            select case when d.element_id = '%1$s' then '%2$s'
                                        else '%1$s' end as task
                            from (select 1) one left join lateral (select element_id from shouwang.task_decision
                                where case_no = h.case_no order by id desc limit 1) d on true) e on true
                        where h.look_back_id = ? and h.drawn and h.township_code like ?
                        """.formatted(LookBackProcess.CHECK_HOUSEHOLD, LookBackProcess.REVIEW_AT_TOWNSHIP))
                .params(lookBack.id(), rights.own() + "%").query(Rows.as(Progress.class)).single();
    }

    /**
     * @param lookBack a campaign
     * @param cursor   where the page begins, from the page before, or null for the first
     * @param limit    how many, 1 to 200
     * @return one page of the households drawn in the regions of the user who has signed in
     */
    public RowPage rowsOf(LookBack lookBack, String cursor, int limit) {
        LookBacks.requireLimit(limit);
        List<Row> found = jdbc.sql(ROWS + " and h.household_id > ? order by h.household_id limit ?")
                .params(lookBack.id(), rights.own() + "%", LookBacks.place(cursor, 0), limit + 1).query(Rows.as(Row.class)).list();
        boolean more = found.size() > limit;
        List<Row> page = more ? found.subList(0, limit) : found;
        return new RowPage(page, more ? String.valueOf(page.get(page.size() - 1).householdId()) : null);
    }

    /**
     * @param cursor where the page begins, from the page before, or null for the first
     * @param limit  how many, 1 to 200
     * @return one page of the households, in the regions of the user who has signed in, that are marked as eliminated and were
     *         not looked at again since: the document asks for every one of them (禹巩固脱贫组〔2023〕5号三（三）14)
     */
    public UnseenPage unseen(String cursor, int limit) {
        LookBacks.requireLimit(limit);
        List<Unseen> found = jdbc.sql("""
                        select g.id as household_id, g.household_no, g.head_name, t.name as township_name, v.name as village_name,
                            s.since as eliminated_since,
                            (select c.case_no from shouwang.case_file c where c.household_id = g.id
                                and c.process_key = 'look-back' and c.status = 'IN_PROGRESS' limit 1) as open_case_no
                        """ + UNSEEN + " and g.id > ? order by g.id limit ?")
                .params(rights.own() + "%", LookBacks.place(cursor, 0), limit + 1).query(Rows.as(Unseen.class)).list();
        boolean more = found.size() > limit;
        List<Unseen> page = more ? found.subList(0, limit) : found;
        return new UnseenPage(jdbc.sql("select count(*) " + UNSEEN).param(rights.own() + "%").query(Long.class).single(), page,
                more ? String.valueOf(page.get(page.size() - 1).householdId()) : null);
    }

    /** Some households of begun campaigns that have no case yet, without those with the given keys. */
    List<Sweeps.Row> waiting(Collection<String> withoutKeys) {
        return jdbc.sql(WAITING.formatted("h.household_id, (select household_no from shouwang.household where id = h.household_id) as household_no") + """
                        and h.look_back_id || '-' || h.household_id <> all(?) order by h.look_back_id, h.household_id limit ?
                        """)
                .params(withoutKeys.toArray(String[]::new), BEGUN_AT_ONCE)
                .query((row, index) -> new Sweeps.Row(row.getLong("look_back_id") + "-" + row.getLong("household_id"),
                        row.getString("household_no"))).list();
    }

    /** The household with this key, away from everybody else until the transaction ends; empty if it waits no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Waiting> lockWaiting(String key) {
        String[] ids = key.split("-");
        return jdbc.sql(WAITING.formatted("h.household_id, b.name, b.begun_by")
                        + " and h.look_back_id = ? and h.household_id = ? for update of h skip locked")
                .params(Long.valueOf(ids[0]), Long.valueOf(ids[1])).query(Rows.as(Waiting.class)).optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void begun(Waiting waiting, String caseNo) {
        jdbc.sql("update shouwang.look_back_household set case_no = ? where look_back_id = ? and household_id = ?")
                .params(caseNo, waiting.lookBackId(), waiting.householdId()).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void skipped(Waiting waiting, String reason) {
        jdbc.sql("update shouwang.look_back_household set skip_reason = ? where look_back_id = ? and household_id = ?")
                .params(reason, waiting.lookBackId(), waiting.householdId()).update();
    }
}
