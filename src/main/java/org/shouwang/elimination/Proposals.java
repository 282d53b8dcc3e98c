package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The households that were proposed for an elimination, and the results of the proposals. */
@Service
public class Proposals {

    private static final Set<Role> STARTERS = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY);
    private static final Set<Role> VIEWERS = Set.of(Role.VILLAGE, Role.TOWNSHIP, Role.COUNTY, Role.LEADER, Role.CITY, Role.ADMIN);
    private static final int MAX_REASON = 500;
    /**
     * The open proposals. A household whose elimination is in progress or approved has no open proposal, even before the daily
     * run records that.
     */
    private static final String OPEN = """
            select p.id, h.household_no, h.head_name, h.village_code, t.name || v.name as village_name, p.proposed_on,
                   p.monitored_since, p.recorded_on, p.income_per_head, p.reference_line
            from shouwang.elimination_proposal p
            join shouwang.household h on h.id = p.household_id
            join shouwang.region v on v.code = h.village_code
            join shouwang.region t on t.code = v.parent_code
            where p.status = 'OPEN' and h.status = 'MONITORED' and not exists (
                select 1 from shouwang.case_file c
                where c.household_id = h.id and c.process_key = 'risk-elimination' and c.status in ('IN_PROGRESS', 'APPROVED'))
            """;

    private final JdbcClient jdbc;
    private final PolicyParameters parameters;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Proposals(JdbcClient jdbc, PolicyParameters parameters, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.parameters = parameters;
        this.users = users;
        this.clock = clock;
    }

    /**
     * A monitored household that may be proposed.
     *
     * @param householdId    the household's id
     * @param householdNo    the household's number
     * @param villageCode    the village's code
     * @param surveyId       the id of the survey by which the household was admitted
     * @param monitoredSince the day from which the household is monitored
     */
    public record Candidate(long householdId, String householdNo, String villageCode, long surveyId, LocalDate monitoredSince) {
    }

    /**
     * @param user a user
     * @return whether the user may see proposals
     */
    public static boolean isViewer(CurrentUser user) {
        return user.posts().stream().anyMatch(post -> VIEWERS.contains(post.role()));
    }

    /**
     * Refuses users who may not see proposals.
     *
     * @throws ForbiddenException if the user who has signed in may not see proposals
     */
    public void requireViewer() {
        if (!isViewer(users.get())) {
            throw new ForbiddenException("风险消除建议由各级工作人员查看");
        }
    }

    /**
     * @param proposal a proposal that the user may see
     * @return whether the user who has signed in may take up or dismiss the proposal
     */
    public boolean isMyPost(Proposal proposal) {
        return STARTERS.stream().anyMatch(role -> users.get().is(role, proposal.villageCode()));
    }

    /**
     * Returns one page of the open proposals in the regions of the user who has signed in.
     *
     * @param cursor the cursor from the page before, or null for the first page
     * @param limit  the most proposals on the page, 1 to 200
     */
    public Page<Proposal> find(String cursor, int limit) {
        requireViewer();
        PageRequest asked = PageRequest.of(cursor, limit);
        Map<String, Object> params = new HashMap<>(Map.of("before", asked.before(), "limit", asked.rows()));
        List<Proposal> found = jdbc.sql(OPEN + " and p.id < :before and " + ownRegions(params) + " order by p.id desc limit :limit")
                .params(params).query(Rows.as(Proposal.class)).list();
        return asked.page(found, Proposal::id);
    }

    /**
     * Returns an open proposal in the regions of the user who has signed in.
     *
     * @param id a proposal's id; may be anything that a user typed
     * @throws ForbiddenException if the user may not see proposals
     * @throws NotFoundException  if no such proposal is open in the user's regions
     */
    public Proposal visible(long id) {
        requireViewer();
        Map<String, Object> params = new HashMap<>(Map.of("id", id));
        return jdbc.sql(OPEN + " and p.id = :id and " + ownRegions(params)).params(params).query(Rows.as(Proposal.class)).optional()
                .orElseThrow(() -> new NotFoundException("没有这条建议，或者它已经办理"));
    }

    /**
     * Refuses users who may not dismiss a proposal.
     *
     * @param proposal a proposal that the user may see
     * @throws ForbiddenException if the user who has signed in may not dismiss it
     */
    public void requireRight(Proposal proposal) {
        if (!isMyPost(proposal)) {
            throw new ForbiddenException("由村、乡镇或县级乡村振兴部门处理");
        }
    }

    /**
     * Dismisses a proposal on behalf of the user who has signed in.
     *
     * @param id     the proposal's id
     * @param reason the reason why the household is not visited
     * @throws InvalidInputException if the reason is missing or too long
     * @throws ConflictException     if the proposal was dismissed or taken up meanwhile
     */
    @Transactional
    public void dismiss(long id, String reason) {
        requireRight(visible(id));
        String text = Texts.required(reason, "reason", "理由", MAX_REASON);
        int changed = jdbc.sql("""
                        update shouwang.elimination_proposal set status = 'DISMISSED', ended_on = ?, dismissed_by = ?, reason = ?
                        where id = ? and status = 'OPEN'
                        """)
                .params(clock.today(), users.get().id(), text, id).update();
        if (changed == 0) {
            throw new ConflictException("这条建议刚刚已被处理，请刷新后再看");
        }
    }

    /**
     * A proposal as the household's page shows it.
     *
     * @param proposedOn the day of the proposal
     * @param status     OPEN, TAKEN_UP or DISMISSED
     * @param reason     the reason of a dismissal, or null
     */
    record Told(LocalDate proposedOn, String status, String reason) {
    }

    /** Returns the proposals of a household, oldest first. */
    List<Told> of(long householdId) {
        return jdbc.sql("select proposed_on, status, reason from shouwang.elimination_proposal where household_id = ? order by id")
                .param(householdId).query(Rows.as(Told.class)).list();
    }

    /**
     * Reserves today's run for the caller.
     *
     * @return whether there was no run today
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean claimToday() {
        return jdbc.sql("insert into shouwang.elimination_proposal_run (ran_on) values (?) on conflict do nothing")
                .param(clock.today()).update() == 1;
    }

    /** Records the proposals that were taken up: an elimination was registered, or the household is no longer monitored. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void noteTakenUp() {
        jdbc.sql("""
                        update shouwang.elimination_proposal p set status = 'TAKEN_UP', ended_on = ?
                        where status = 'OPEN' and exists (
                            select 1 from shouwang.household h where h.id = p.household_id and (h.status <> 'MONITORED' or exists (
                                select 1 from shouwang.case_file c where c.household_id = h.id
                                    and c.process_key = 'risk-elimination'
                                    and (c.registered_at at time zone 'Asia/Shanghai')::date >= p.proposed_on)))
                        """)
                .param(clock.today()).update();
    }

    /**
     * Returns the households that have been monitored for the months that a parameter sets, are in no elimination, and had no
     * proposal for as long.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Candidate> candidates() {
        LocalDate before = clock.today().minusMonths(parameters.number("ELIMINATION_PROPOSAL_MONTHS", clock.today()));
        return jdbc.sql("""
                        select h.id as household_id, h.household_no, h.village_code, h.survey_id, s.since as monitored_since
                        from shouwang.household h
                        join lateral (select since from shouwang.household_status_change where household_id = h.id
                                      order by id desc limit 1) s on true
                        where h.status = 'MONITORED' and h.survey_id is not null and s.since <= :before
                            and not exists (select 1 from shouwang.case_file c where c.household_id = h.id
                                and c.process_key = 'risk-elimination' and c.status in ('IN_PROGRESS', 'APPROVED'))
                            and not exists (select 1 from shouwang.elimination_proposal p where p.household_id = h.id
                                and (p.status = 'OPEN' or p.ended_on > :before))
                        order by h.id
                        """)
                .param("before", before).query(Rows.as(Candidate.class)).list();
    }

    /**
     * Adds a proposal.
     *
     * @param candidate  a household that seems to meet the conditions
     * @param check      the conditions as judged by the household's latest record
     * @param recordedOn the day of that record
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Candidate candidate, RiskCheck check, LocalDate recordedOn) {
        jdbc.sql("""
                        insert into shouwang.elimination_proposal (household_id, proposed_on, monitored_since, recorded_on,
                            income_per_head, reference_line)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(candidate.householdId(), clock.today(), candidate.monitoredSince(), recordedOn,
                        check.facts().incomePerHead(), check.line()).update();
    }

    private String ownRegions(Map<String, Object> params) {
        List<String> own = new ArrayList<>();
        for (Post post : users.get().posts()) {
            if (VIEWERS.contains(post.role())) {
                params.put("own" + own.size(), post.codePrefix() + "%");
                own.add("h.village_code like :own" + own.size());
            }
        }
        return "(" + String.join(" or ", own) + ")";
    }
}
