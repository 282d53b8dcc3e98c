package org.shouwang.elimination;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The look-back campaigns: their draw, its repetition for comparison, their begin and their discarding (EL-4). */
@Service
public class LookBacks {

    private static final long SEEDS = 1_000_000_000L;
    private static final String SELECT = """
            select b.*, (select array_agg(r.region_code order by r.region_code) from shouwang.look_back_region r
                         where r.look_back_id = b.id) as regions
            from shouwang.look_back b
            """;

    private final JdbcClient jdbc;
    private final LookBackRights rights;
    private final Regions regions;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;
    private final SecureRandom random = new SecureRandom();

    LookBacks(JdbcClient jdbc, LookBackRights rights, Regions regions, CurrentUsers users, Acts acts, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.rights = rights;
        this.regions = regions;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * A repeated draw.
     *
     * @param seed       the seed
     * @param same       whether the repeated draw gives the households that were drawn
     * @param candidates the numbers of the households that could be drawn
     * @param drawn      the numbers of the households that the repeated draw gives
     */
    public record Redraw(long seed, boolean same, Set<String> candidates, Set<String> drawn) {
    }

    /**
     * Creates a campaign and draws its households. Nobody is visited before the campaign begins.
     *
     * @param plan the input
     * @return the campaign's id
     * @throws ForbiddenException    if the user who has signed in may not create campaigns
     * @throws InvalidInputException if the input is invalid, or there is no household to visit
     */
    @Transactional
    public long create(LookBackPlan plan) {
        rights.requireMaker();
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
            } else if (!rights.mayMakeFor(region.code())) {
                errors.add("regions", "地区", "“" + region.name() + "”不在您的辖区内");
            } else {
                codes.add(region.code());
            }
        }
        if (given.isEmpty()) {
            errors.add("regions", "地区", "为必填项，选择县或乡镇");
        }
        return codes;
    }

    /** Adds the eliminated households of a region as candidates, except those in an open look-back. */
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
                .query(Rows.as(Draw.Candidate.class)).list();
    }

    /**
     * Returns the subject under which draws are recorded as acts. The record shows if somebody draws and discards until the
     * sample is a convenient one.
     */
    private static String subject(long id) {
        return "回头看 " + id;
    }

    /**
     * Repeats the draw from the stored candidates, for users who could have created the campaign and want to compare.
     *
     * @param lookBack a campaign
     * @return the repeated draw, compared with the original one
     * @throws ForbiddenException if the user who has signed in may not create such a campaign
     */
    public Redraw drawAgain(LookBack lookBack) {
        if (!rights.mayManage(lookBack)) {
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
     * Returns one page of the campaigns that concern the regions of the user who has signed in.
     *
     * @param cursor the cursor from the page before, or null for the first page
     * @param limit  the most campaigns on the page, 1 to 200
     */
    public Page<LookBack> find(String cursor, int limit) {
        PageRequest asked = PageRequest.of(cursor, limit);
        List<LookBack> found = jdbc.sql(SELECT + "where b.id < ? and " + concerning() + " order by b.id desc limit ?")
                .params(asked.before(), rights.own(), rights.own(), rights.makers(), asked.rows()).query(Rows.as(LookBack.class)).list();
        return asked.page(found, LookBack::id);
    }

    /**
     * Returns a campaign that concerns the regions of the user who has signed in.
     *
     * @param id a campaign's id; may be anything that a user typed
     * @throws ForbiddenException if the user may not see campaigns
     * @throws NotFoundException  if no such campaign concerns the user's regions
     */
    public LookBack visible(long id) {
        rights.requireViewer();
        return jdbc.sql(SELECT + "where b.id = ? and " + concerning()).params(id, rights.own(), rights.own(), rights.makers()).query(Rows.as(LookBack.class))
                .optional().orElseThrow(() -> new NotFoundException("没有这次回头看"));
    }

    /**
     * Returns the condition in SQL for campaigns that concern the user. A region of the campaign contains the user's region or
     * lies in it. Before a campaign begins, only users who could have created it see it, so that nobody prepares the
     * households for the visit.
     */
    private static String concerning() {
        return """
                exists (select 1 from shouwang.look_back_region r
                        where r.look_back_id = b.id and (r.region_code like ? || '%' or ? like r.region_code || '%'))
                and (b.status = 'BEGUN' or not exists (select 1 from shouwang.look_back_region r
                        where r.look_back_id = b.id and r.region_code not like ? || '%'))
                """;
    }

    /**
     * @param lookBack a campaign
     * @return the number of campaigns in its regions that were drawn and discarded since the last campaign there began
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
     * Begins or discards a campaign that is not begun.
     *
     * @param id     the campaign's id
     * @param status BEGUN or DISCARDED
     * @throws ForbiddenException if the user who has signed in may not manage the campaign
     * @throws ConflictException  if the campaign was begun or discarded before
     */
    @Transactional
    public void move(long id, LookBack.Status status) {
        if (!rights.mayManage(visible(id))) {
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
     * @param caseNo the number of a look-back case
     * @return the campaign of the case
     */
    public LookBack ofCase(String caseNo) {
        return jdbc.sql(SELECT + "where b.id = (select look_back_id from shouwang.look_back_household where case_no = ?)")
                .param(caseNo).query(Rows.as(LookBack.class)).single();
    }
}
