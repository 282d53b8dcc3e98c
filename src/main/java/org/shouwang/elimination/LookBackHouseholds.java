package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shouwang.engine.Sweeps;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The households that were drawn for look-back campaigns, the progress of the campaigns, and the households that nobody has
 * visited since their elimination (EL-4).
 */
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
     * A drawn household.
     *
     * @param householdId  the household's id
     * @param householdNo  the household's number
     * @param headName     the name of the head of household
     * @param villageCode  the village's code
     * @param villageName  the village's name
     * @param townshipName the township's name
     * @param caseNo       the number of the household's look-back case, or null
     * @param status       the status of that case, or null
     * @param skipReason   the reason why the household is not visited, or null
     * @param outcome      the last finding, or null
     * @param checkedOn    the day of the last visit, or null
     * @param following    the numbers of the cases that follow from the look-back case, or null
     */
    public record Row(long householdId, String householdNo, String headName, String villageCode, String villageName,
                      String townshipName, String caseNo, String status, String skipReason, LookBackOutcome outcome,
                      LocalDate checkedOn, String following) {
    }

    /**
     * The numbers of households of one township that could be drawn and that were drawn.
     *
     * @param townshipCode the township's code
     * @param townshipName the township's name
     * @param candidates   the number of households that could be drawn
     * @param drawn        the number of drawn households
     */
    public record Share(String townshipCode, String townshipName, long candidates, long drawn) {
    }

    /**
     * The progress of a campaign in the regions of the user.
     *
     * @param drawn     the number of drawn households
     * @param begun     the number of drawn households with a case
     * @param toCheck   the number of households that are still to be visited
     * @param toReview  the number of visits that the township has still to review
     * @param confirmed the number of eliminations that were right
     * @param rollback  the number of eliminations that were wrong
     * @param newRisk   the number of households with a new risk
     * @param withdrawn the number of withdrawn cases
     * @param skipped   the number of households that are not visited
     */
    public record Progress(long drawn, long begun, long toCheck, long toReview, long confirmed, long rollback, long newRisk,
                           long withdrawn, long skipped) {

        /**
         * @return the share of the households to be visited that are done, in percent
         */
        public long percent() {
            long all = drawn - skipped - withdrawn;
            return all == 0 ? 100 : 100 * (confirmed + rollback + newRisk) / all;
        }

        /**
         * @return the number of households that are not done
         */
        public long open() {
            return drawn - skipped - withdrawn - confirmed - rollback - newRisk;
        }
    }

    /**
     * An eliminated household that nobody has visited since its elimination.
     *
     * @param householdId     the household's id
     * @param householdNo     the household's number
     * @param headName        the name of the head of household
     * @param townshipName    the township's name
     * @param villageName     the village's name
     * @param eliminatedSince the day from which the household is eliminated
     * @param openCaseNo      the number of the household's open look-back case, or null
     */
    public record Unseen(long householdId, String householdNo, String headName, String townshipName, String villageName,
                         LocalDate eliminatedSince, String openCaseNo) {
    }

    /**
     * A drawn household that has no case yet.
     *
     * @param lookBackId  the campaign's id
     * @param householdId the household's id
     * @param name        the campaign's name
     * @param begunBy     the id of the user who began the campaign
     */
    record Waiting(long lookBackId, long householdId, String name, String begunBy) {
    }

    /**
     * Returns the numbers of the campaign's households by township, in the regions of the user who has signed in.
     *
     * @param lookBack a campaign
     * @return the townships, ordered by code
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
     * @return the progress of the campaign in the regions of the user who has signed in
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
                                where case_no = h.case_no and taken_back_at is null order by id desc limit 1) d on true) e on true
                        where h.look_back_id = ? and h.drawn and h.township_code like ?
                        """.formatted(LookBackProcess.CHECK_HOUSEHOLD, LookBackProcess.REVIEW_AT_TOWNSHIP))
                .params(lookBack.id(), rights.own() + "%").query(Rows.as(Progress.class)).single();
    }

    /**
     * Returns one page of the households that were drawn in the regions of the user who has signed in.
     *
     * @param lookBack a campaign
     * @param cursor   the cursor from the page before, or null for the first page
     * @param limit    the most households on the page, 1 to 200
     */
    public Page<Row> rowsOf(LookBack lookBack, String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Row> found = jdbc.sql(ROWS + " and h.household_id > ? order by h.household_id limit ?")
                .params(lookBack.id(), rights.own() + "%", asked.after(), asked.rows()).query(Rows.as(Row.class)).list();
        return asked.page(found, Row::householdId);
    }

    /**
     * Returns one page of the eliminated households, in the regions of the user who has signed in, that nobody has visited
     * since their elimination. The document asks for a visit to each of them (禹巩固脱贫组〔2023〕5号三（三）14).
     *
     * @param cursor the cursor from the page before, or null for the first page
     * @param limit  the most households on the page, 1 to 200
     */
    public Page<Unseen> unseen(String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        List<Unseen> found = jdbc.sql("""
                        select g.id as household_id, g.household_no, g.head_name, t.name as township_name, v.name as village_name,
                            s.since as eliminated_since,
                            (select c.case_no from shouwang.case_file c where c.household_id = g.id
                                and c.process_key = 'look-back' and c.status = 'IN_PROGRESS' limit 1) as open_case_no
                        """ + UNSEEN + " and g.id > ? order by g.id limit ?")
                .params(rights.own() + "%", asked.after(), asked.rows()).query(Rows.as(Unseen.class)).list();
        return asked.page(found, Unseen::householdId)
                .counted(jdbc.sql("select count(*) " + UNSEEN).param(rights.own() + "%").query(Long.class).single());
    }

    /** Returns some households of begun campaigns that have no case yet, except those with the given keys. */
    List<Sweeps.Row> waiting(Collection<String> withoutKeys) {
        return jdbc.sql(WAITING.formatted("h.household_id, (select household_no from shouwang.household where id = h.household_id) as household_no") + """
                        and h.look_back_id || '-' || h.household_id <> all(?) order by h.look_back_id, h.household_id limit ?
                        """)
                .params(withoutKeys.toArray(String[]::new), BEGUN_AT_ONCE)
                .query((row, index) -> new Sweeps.Row(row.getLong("look_back_id") + "-" + row.getLong("household_id"),
                        row.getString("household_no"))).list();
    }

    /**
     * Returns the household with this key and locks it until the end of the transaction; empty if the household no longer
     * waits or another transaction has locked it.
     */
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
