package org.shouwang.elimination;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.shouwang.engine.Sweeps;
import org.shouwang.household.Risk;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns of looking again, the households that were drawn for them, and what was found (EL-4). */
@Service
public class LookBacks {

    private static final Set<Role> VIEWERS = Set.of(Role.TOWNSHIP, Role.COUNTY, Role.LEADER, Role.CITY, Role.ADMIN);
    private static final long SEEDS = 1_000_000_000L;
    private static final int MAX_LIMIT = 200;
    private static final int BEGUN_AT_ONCE = 100;
    private static final String WAITING = """
            select h.look_back_id, %s
            from shouwang.look_back_household h join shouwang.look_back b on b.id = h.look_back_id
            where b.status = 'BEGUN' and h.drawn and h.case_no is null and h.skip_reason is null
            """;
    private static final String SELECT = """
            select b.*, (select array_agg(r.region_code order by r.region_code) from shouwang.look_back_region r
                         where r.look_back_id = b.id) as regions
            from shouwang.look_back b
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
    private final Regions regions;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;
    private final SecureRandom random = new SecureRandom();

    LookBacks(JdbcClient jdbc, Regions regions, CurrentUsers users, Acts acts, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * One page of campaigns.
     *
     * @param items      the campaigns, newest first
     * @param nextCursor where the next page begins, or null on the last one
     */
    public record Page(List<LookBack> items, String nextCursor) {
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
     * A draw that was made again.
     *
     * @param seed       the seed
     * @param same       whether it gives the households that were drawn
     * @param candidates the numbers of all that could be drawn
     * @param drawn      the numbers of those that it gives
     */
    public record Redraw(long seed, boolean same, Set<String> candidates, Set<String> drawn) {
    }

    /**
     * @param user a user
     * @return whether the user sees campaigns
     */
    public static boolean isViewer(CurrentUser user) {
        return user.posts().stream().anyMatch(post -> VIEWERS.contains(post.role()));
    }

    /**
     * @return whether the user who has signed in makes campaigns: county department and city
     */
    public boolean isMaker() {
        return users.get().is(Role.COUNTY) || users.get().is(Role.CITY);
    }

    /**
     * @throws ForbiddenException if the user who has signed in makes no campaigns
     */
    public void requireMaker() {
        if (!isMaker()) {
            throw new ForbiddenException("回头看由县级乡村振兴部门或市级组织");
        }
    }

    /**
     * @return the counties and townships for which the user who has signed in can make campaigns, counties before their townships
     */
    public List<Region> regionsOfMaker() {
        List<Region> choices = new ArrayList<>();
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            if (mayMakeFor(county.code())) {
                choices.add(county);
                choices.addAll(regions.childrenOf(county.code()));
            }
        }
        return choices;
    }

    /**
     * Makes a campaign and draws its households; nobody is looked at before it is begun.
     *
     * @param plan what was typed
     * @return its id
     * @throws ForbiddenException    if the user who has signed in makes no campaigns
     * @throws InvalidInputException if something makes no sense, or there is nobody to look at
     */
    @Transactional
    public long create(LookBackPlan plan) {
        requireMaker();
        FieldErrors errors = new FieldErrors();
        String name = plan.readName(errors);
        BigDecimal share = plan.readShare(errors);
        LocalDate dueOn = plan.readDueOn(clock.today(), errors);
        plan.refuseSeed(errors);
        Set<String> codes = readRegions(plan.regions(), errors);
        errors.throwIfAny();
        long seed = random.nextLong(SEEDS);
        long id = jdbc.sql("""
                        insert into shouwang.look_back (name, share_percent, seed, due_on, created_by, created_at)
                        values (?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(name, share, seed, dueOn, users.get().id(), Timestamp.from(clock.instant()))
                .query(Long.class).single();
        codes.forEach(code -> jdbc.sql("insert into shouwang.look_back_region (look_back_id, region_code) values (?, ?)")
                .params(id, code).update());
        codes.forEach(code -> addCandidates(id, code));
        List<Draw.Candidate> pool = poolOf(id);
        if (pool.isEmpty()) {
            throw new InvalidInputException("regions", "地区", "没有可以回头看的户：没有已标注风险消除的户，或者都已在回头看中");
        }
        jdbc.sql("update shouwang.look_back_household set drawn = true where look_back_id = :id and household_no = any(:drawn)")
                .param("id", id).param("drawn", Draw.of(seed, share, pool).toArray(String[]::new)).update();
        acts.add(Act.Kind.LOOK_BACK, users.get().id(), subject(id), "DRAWN", String.join("、", codes));
        return id;
    }

    private Set<String> readRegions(List<String> given, FieldErrors errors) {
        Set<String> codes = new TreeSet<>();
        for (String code : given) {
            Region region = code == null ? null : regions.find(code.strip()).orElse(null);
            if (region == null || region.level() == RegionLevel.VILLAGE || region.level() == RegionLevel.CITY) {
                errors.add("regions", "地区", "须为县或乡镇的代码；没有代码为“" + code + "”的县或乡镇");
            } else if (!mayMakeFor(region.code())) {
                errors.add("regions", "地区", "“" + region.name() + "”不在您的辖区内");
            } else {
                codes.add(region.code());
            }
        }
        if (given.isEmpty()) {
            errors.add("regions", "地区", "为必填项：选择县或乡镇");
        }
        return codes;
    }

    private boolean mayMakeFor(String regionCode) {
        return users.get().is(Role.COUNTY, regionCode) || users.get().is(Role.CITY);
    }

    /** Whoever is in an open look-back already is not drawn once more. */
    private void addCandidates(long id, String regionCode) {
        jdbc.sql("""
                        insert into shouwang.look_back_household (look_back_id, household_id, household_no, township_code, drawn)
                        select ?, h.id, h.household_no, v.parent_code, false
                        from shouwang.household h join shouwang.region v on v.code = h.village_code
                        where h.status = 'ELIMINATED' and h.village_code like ? and not exists (
                            select 1 from shouwang.case_file c
                            where c.household_id = h.id and c.process_key = 'look-back' and c.status = 'IN_PROGRESS')
                        on conflict do nothing
                        """)
                .params(id, regionCode + "%").update();
    }

    private List<Draw.Candidate> poolOf(long id) {
        return jdbc.sql("select household_no, township_code from shouwang.look_back_household where look_back_id = ?").param(id)
                .query(Draw.Candidate.class).list();
    }

    /** Draws are acts: whoever draws and discards until the sample is a pleasant one leaves a trace. */
    private static String subject(long id) {
        return "回头看 " + id;
    }

    /**
     * Makes the draw again from what is stored, for whoever could have made it and wants to compare.
     *
     * @param lookBack a campaign
     * @return the draw, and whether it is the one that counts
     * @throws ForbiddenException if the user who has signed in makes no campaigns there
     */
    public Redraw drawAgain(LookBack lookBack) {
        if (!mayManage(lookBack)) {
            throw new ForbiddenException("种子和抽取由组织回头看的县级乡村振兴部门或市级查看");
        }
        List<Draw.Candidate> pool = poolOf(lookBack.id());
        Set<String> drawn = Draw.of(lookBack.seed(), lookBack.sharePercent(), pool);
        Set<String> counting = new TreeSet<>(jdbc
                .sql("select household_no from shouwang.look_back_household where look_back_id = ? and drawn")
                .param(lookBack.id()).query(String.class).list());
        Set<String> candidates = new TreeSet<>(pool.stream().map(Draw.Candidate::householdNo).toList());
        return new Redraw(lookBack.seed(), counting.equals(drawn), candidates, drawn);
    }

    /**
     * @param cursor where the page begins, from the page before, or null for the first
     * @param limit  how many, 1 to 200
     * @return one page of the campaigns that concern the regions of the user who has signed in
     */
    public Page find(String cursor, int limit) {
        requireLimit(limit);
        List<LookBack> found = jdbc.sql(SELECT + "where b.id < ? and " + concerning() + " order by b.id desc limit ?")
                .params(place(cursor, Long.MAX_VALUE), own(), own(), makers(), limit + 1).query(LookBacks::lookBack).list();
        boolean more = found.size() > limit;
        List<LookBack> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? String.valueOf(page.get(page.size() - 1).id()) : null);
    }

    /**
     * @param id an id, may be anything a user typed
     * @return the campaign
     * @throws ForbiddenException if the user who has signed in sees no campaigns
     * @throws NotFoundException  if there is none that concerns the user's regions
     */
    public LookBack visible(long id) {
        requireViewer();
        return jdbc.sql(SELECT + "where b.id = ? and " + concerning()).params(id, own(), own(), makers()).query(LookBacks::lookBack)
                .optional().orElseThrow(() -> new NotFoundException("没有这次回头看"));
    }

    /**
     * @throws ForbiddenException if the user who has signed in sees no campaigns
     */
    public void requireViewer() {
        if (!isViewer(users.get())) {
            throw new ForbiddenException("回头看由乡镇、县级和市级查看");
        }
    }

    /**
     * A campaign concerns whoever's region contains one of its regions, or lies in one. What is not begun is seen by those
     * only who could have made it: nobody tidies up what is to be looked at.
     */
    private static String concerning() {
        return """
                exists (select 1 from shouwang.look_back_region r
                        where r.look_back_id = b.id and (r.region_code like ? || '%' or ? like r.region_code || '%'))
                and (b.status = 'BEGUN' or not exists (select 1 from shouwang.look_back_region r
                        where r.look_back_id = b.id and r.region_code not like ? || '%'))
                """;
    }

    /** The beginning of the codes for which the user makes campaigns. */
    private String makers() {
        return prefix(post -> post.role() == Role.COUNTY || post.role() == Role.CITY);
    }

    /** The beginning that the codes of the user's regions have in common; nobody sees campaigns in two posts below the city. */
    private String own() {
        return prefix(post -> VIEWERS.contains(post.role()));
    }

    private String prefix(Predicate<Post> posts) {
        return users.get().posts().stream().filter(posts).map(Post::codePrefix).min(Comparator.comparingInt(String::length))
                .orElse("-");
    }

    /**
     * @param lookBack a campaign
     * @return how many draws of its regions were discarded since households there were looked at last
     */
    public long discardedBefore(LookBack lookBack) {
        return jdbc.sql("""
                        with same as (select d.id, d.status from shouwang.look_back d where d.id < :id and exists (
                            select 1 from shouwang.look_back_region r join shouwang.look_back_region o
                                on o.region_code like r.region_code || '%' or r.region_code like o.region_code || '%'
                            where r.look_back_id = :id and o.look_back_id = d.id))
                        select count(*) from same where status = 'DISCARDED'
                            and id > (select coalesce(max(id), 0) from same where status = 'BEGUN')
                        """)
                .param("id", lookBack.id()).query(Long.class).single();
    }

    /**
     * @param lookBack a campaign
     * @return whether the user who has signed in begins or discards it: whoever could have made it
     */
    public boolean mayManage(LookBack lookBack) {
        return isMaker() && lookBack.regions().stream().allMatch(this::mayMakeFor);
    }

    /**
     * Begins or discards a campaign that waits for it.
     *
     * @param id     the campaign
     * @param status BEGUN or DISCARDED
     * @throws ForbiddenException if the user who has signed in does not manage it
     * @throws ConflictException  if it was begun or discarded before
     */
    @Transactional
    public void move(long id, LookBack.Status status) {
        if (!mayManage(visible(id))) {
            throw new ForbiddenException("回头看由组织它的县级乡村振兴部门或市级启动、作废");
        }
        int changed = jdbc.sql("update shouwang.look_back set status = ?, begun_by = ?, begun_at = ? where id = ? and status = 'DRAFT'")
                .params(status.name(), users.get().id(), Timestamp.from(clock.instant()), id).update();
        if (changed == 0) {
            throw new ConflictException("这次回头看已经启动或作废");
        }
        acts.add(Act.Kind.LOOK_BACK, users.get().id(), subject(id), status.name(), status.title());
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
                .params(lookBack.id(), own() + "%").query(Share.class).list();
    }

    /**
     * @param lookBack a campaign
     * @return how far it is in the regions of the user who has signed in
     */
    public Progress progressOf(LookBack lookBack) {
        return jdbc.sql("""
                        select count(*) as drawn, count(c.id) as begun,
                            count(*) filter (where h.skip_reason is null
                                and (c.id is null or c.status = 'IN_PROGRESS' and e.task = 'userTask_checkHousehold')) as to_check,
                            count(*) filter (where c.status = 'IN_PROGRESS' and e.task = 'userTask_reviewAtTownship') as to_review,
                            count(*) filter (where c.status = 'CONFIRMED') as confirmed,
                            count(*) filter (where c.status = 'ROLLBACK_BEGUN') as rollback,
                            count(*) filter (where c.status = 'NEW_RISK_FOUND') as new_risk,
                            count(*) filter (where c.status = 'WITHDRAWN') as withdrawn,
                            count(*) filter (where h.skip_reason is not null) as skipped
                        from shouwang.look_back_household h
                        left join shouwang.case_file c on c.case_no = h.case_no
                        left join lateral (
                            select case when d.element_id = 'userTask_checkHousehold' then 'userTask_reviewAtTownship'
                                        else 'userTask_checkHousehold' end as task
                            from (select 1) one left join lateral (select element_id from shouwang.task_decision
                                where case_no = h.case_no order by id desc limit 1) d on true) e on true
                        where h.look_back_id = ? and h.drawn and h.township_code like ?
                        """)
                .params(lookBack.id(), own() + "%").query(Progress.class).single();
    }

    /**
     * @param lookBack a campaign
     * @param cursor   where the page begins, from the page before, or null for the first
     * @param limit    how many, 1 to 200
     * @return one page of the households drawn in the regions of the user who has signed in
     */
    public RowPage rowsOf(LookBack lookBack, String cursor, int limit) {
        requireLimit(limit);
        List<Row> found = jdbc.sql(ROWS + " and h.household_id > ? order by h.household_id limit ?")
                .params(lookBack.id(), own() + "%", place(cursor, 0), limit + 1).query(Row.class).list();
        boolean more = found.size() > limit;
        List<Row> page = more ? found.subList(0, limit) : found;
        return new RowPage(page, more ? String.valueOf(page.get(page.size() - 1).householdId()) : null);
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
     * @param cursor where the page begins, from the page before, or null for the first
     * @param limit  how many, 1 to 200
     * @return one page of the households, in the regions of the user who has signed in, that are marked as eliminated and were
     *         not looked at again since: the document asks for every one of them (禹巩固脱贫组〔2023〕5号三（三）14)
     */
    public UnseenPage unseen(String cursor, int limit) {
        requireLimit(limit);
        List<Unseen> found = jdbc.sql("""
                        select g.id as household_id, g.household_no, g.head_name, t.name as township_name, v.name as village_name,
                            s.since as eliminated_since,
                            (select c.case_no from shouwang.case_file c where c.household_id = g.id
                                and c.process_key = 'look-back' and c.status = 'IN_PROGRESS' limit 1) as open_case_no
                        """ + UNSEEN + " and g.id > ? order by g.id limit ?")
                .params(own() + "%", place(cursor, 0), limit + 1).query(Unseen.class).list();
        boolean more = found.size() > limit;
        List<Unseen> page = more ? found.subList(0, limit) : found;
        return new UnseenPage(jdbc.sql("select count(*) " + UNSEEN).param(own() + "%").query(Long.class).single(), page,
                more ? String.valueOf(page.get(page.size() - 1).householdId()) : null);
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

    /** Some households of begun campaigns that have no case yet, without those with the given keys. */
    List<Sweeps.Row> waiting(Collection<String> withoutKeys) {
        return jdbc.sql(WAITING.formatted("h.household_id, (select household_no from shouwang.household where id = h.household_id)") + """
                        and h.look_back_id || '-' || h.household_id <> all(?) order by h.look_back_id, h.household_id limit ?
                        """)
                .params(withoutKeys.toArray(String[]::new), BEGUN_AT_ONCE)
                .query((row, index) -> new Sweeps.Row(row.getLong(1) + "-" + row.getLong(2), row.getString(3))).list();
    }

    /** The household with this key, away from everybody else until the transaction ends; empty if it waits no more. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Waiting> lockWaiting(String key) {
        String[] ids = key.split("-");
        return jdbc.sql(WAITING.formatted("h.household_id, b.name, b.begun_by")
                        + " and h.look_back_id = ? and h.household_id = ? for update of h skip locked")
                .params(Long.valueOf(ids[0]), Long.valueOf(ids[1])).query(Waiting.class).optional();
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

    /**
     * @param caseNo a case of looking again
     * @return its campaign
     */
    public LookBack ofCase(String caseNo) {
        return jdbc.sql(SELECT + "where b.id = (select look_back_id from shouwang.look_back_household where case_no = ?)")
                .param(caseNo).query(LookBacks::lookBack).single();
    }

    /**
     * Records what was found.
     *
     * @param caseNo     the case
     * @param check      what was found
     * @param recordedBy the id of the user who records it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String caseNo, LookBackCheck check, String recordedBy) {
        long id = jdbc.sql("""
                        insert into shouwang.look_back_check (case_no, outcome, checked_on, statement, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(caseNo, check.outcome().name(), check.checkedOn(), check.statement(), recordedBy,
                        Timestamp.from(clock.instant()))
                .query(Long.class).single();
        check.newRisks().forEach(risk -> jdbc.sql("insert into shouwang.look_back_check_new_risk (check_id, risk) values (?, ?)")
                .params(id, risk.name()).update());
    }

    /**
     * @param caseNo a case of looking again
     * @return what was found last, or empty if nobody was there yet
     */
    public Optional<LookBackCheck> latestOf(String caseNo) {
        return jdbc.sql("select id, outcome, checked_on, statement from shouwang.look_back_check where case_no = ? order by id desc limit 1")
                .param(caseNo)
                .query((row, index) -> new LookBackCheck(LookBackOutcome.valueOf(row.getString(2)),
                        row.getObject(3, LocalDate.class), row.getString(4),
                        jdbc.sql("select risk from shouwang.look_back_check_new_risk where check_id = ? order by risk")
                                .param(row.getLong(1)).query(Risk.class).list()))
                .optional();
    }

    /**
     * @param caseNo      a case of looking again
     * @param followingNo the case to which it has led
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(String caseNo, String followingNo) {
        jdbc.sql("insert into shouwang.look_back_following (case_no, following_no) values (?, ?) on conflict do nothing")
                .params(caseNo, followingNo).update();
    }

    /**
     * @param caseNo a case of looking again
     * @return the numbers of the cases to which it has led
     */
    public List<String> followingOf(String caseNo) {
        return jdbc.sql("select following_no from shouwang.look_back_following where case_no = ? order by following_no")
                .param(caseNo).query(String.class).list();
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInputException("limit", "limit", "须在1至" + MAX_LIMIT + "之间");
        }
    }

    private static long place(String cursor, long first) {
        try {
            return cursor == null || cursor.isBlank() ? first : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("cursor", "cursor", "无效，请使用上一页给出的值");
        }
    }

    private static LookBack lookBack(ResultSet row, int index) throws SQLException {
        Array regions = row.getArray("regions");
        return new LookBack(row.getLong("id"), row.getString("name"), Arrays.asList((String[]) regions.getArray()),
                row.getBigDecimal("share_percent"), row.getLong("seed"), row.getObject("due_on", LocalDate.class),
                LookBack.Status.valueOf(row.getString("status")), row.getString("created_by"),
                row.getTimestamp("created_at").toInstant());
    }
}
