package org.shouwang.administration;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks after the villages on behalf of an administrator. A village is never deleted and never gets another code, since
 * households and cases hang on it.
 */
@Service
public class Villages {

    private static final int TOWNSHIP_DIGITS = 9;
    private static final String ROWS = """
            from shouwang.region v join shouwang.region t on t.code = v.parent_code join shouwang.region c on c.code = t.parent_code
            where v.level = 'VILLAGE' and (:text = '' or position(:text in c.name || t.name || v.name) > 0 or starts_with(v.code, :text))
                and (not :closed or v.closed_on is not null)
            """;

    private final JdbcClient jdbc;
    private final Regions regions;
    private final Accounts accounts;
    private final CurrentUsers users;
    private final Acts acts;
    private final Staff staff;
    private final AdjustableClock clock;

    Villages(JdbcClient jdbc, Regions regions, Accounts accounts, CurrentUsers users, Acts acts, Staff staff, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.accounts = accounts;
        this.users = users;
        this.acts = acts;
        this.staff = staff;
        this.clock = clock;
    }

    /**
     * A village with what hangs on it.
     *
     * @param code       the village's code
     * @param name       the village's name
     * @param fullName   the names of county, township and village in one text
     * @param households the number of households that are registered in it
     * @param open       the number of its cases that have not ended
     * @param staff      the number of users with its post
     * @param closedOn   the day on which it was closed; null if it is not
     */
    public record Row(String code, String name, String fullName, long households, long open, long staff, LocalDate closedOn) {
    }

    /**
     * Lists villages by code.
     *
     * @param text   a part of a name or the beginning of a code; empty for all
     * @param closed whether only closed villages are wanted
     * @param cursor the code of the last village of the page before; null or blank for the first page
     * @param limit  the most villages of the page
     * @throws ForbiddenException if the user is not an administrator
     */
    public Page<Row> find(String text, boolean closed, String cursor, int limit) {
        staff.requireAdministrator();
        List<Row> found = jdbc.sql(select("and v.code > :after order by v.code limit :limit")).param("text", text).param("closed", closed)
                .param("after", cursor == null ? "" : cursor).param("limit", limit + 1).query(Rows.as(Row.class)).list();
        long total = jdbc.sql("select count(*) " + ROWS).param("text", text).param("closed", closed).query(Long.class).single();
        return Page.of(found, limit, Row::code).counted(total);
    }

    /**
     * Returns a village.
     *
     * @param code the village's code; any text that somebody typed is allowed
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such village
     */
    public Row get(String code) {
        staff.requireAdministrator();
        return jdbc.sql(select("and v.code = :code")).param("text", "").param("closed", false).param("code", code).query(Rows.as(Row.class))
                .optional().orElseThrow(() -> new NotFoundException("没有这个村"));
    }

    private static String select(String which) {
        return """
                select v.code, v.name, c.name || t.name || v.name as full_name, v.closed_on,
                    (select count(*) from shouwang.household h where h.village_code = v.code) as households,
                    (select count(*) from shouwang.case_file f where f.village_code = v.code and f.status in ('IN_PROGRESS', 'APPROVED', 'DISBURSED')) as open,
                    (select count(*) from public.act_id_membership m where m.group_id_ = 'village' || v.code) as staff
                """ + ROWS + which;
    }

    /**
     * Adds a village with its post.
     *
     * @param code the village's code as it was typed: 12 digits that begin with the code of a township
     * @param name the village's name as it was typed
     * @throws ConflictException  if the village exists
     * @throws ForbiddenException if the user is not an administrator
     * @throws org.shouwang.shared.InvalidInputException if a field is wrong
     */
    @Transactional
    public void add(String code, String name) {
        staff.requireAdministrator();
        Set<String> townships = regions.ofLevel(RegionLevel.TOWNSHIP).stream().map(Region::code).collect(Collectors.toSet());
        FieldErrors errors = new FieldErrors();
        String plainCode = VillageImport.plainCode(code);
        String plainName = VillageImport.plainName(name);
        add(errors, "code", "村代码", VillageImport.codeProblem(plainCode, townships, null));
        add(errors, "name", "村名", VillageImport.nameProblem(plainName));
        errors.throwIfAny();
        if (regions.find(plainCode).isPresent()) {
            throw new ConflictException("已有代码为 " + plainCode + " 的村：" + regions.nameOf(plainCode));
        }
        regions.putVillage(plainCode.substring(0, TOWNSHIP_DIGITS), plainCode, plainName);
        accounts.putPost(new Post(Role.VILLAGE, plainCode), plainName + Role.VILLAGE.title());
        acts.add(Act.Kind.REGION, users.get().id(), plainCode, "DONE", "增加：" + plainName);
    }

    /**
     * Changes a village's name, also on the pages of its earlier cases. Papers that were made before stay as they are.
     *
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such village
     * @throws org.shouwang.shared.InvalidInputException if the name is wrong
     */
    @Transactional
    public void rename(String code, String name) {
        Row village = get(code);
        FieldErrors errors = new FieldErrors();
        String plainName = VillageImport.plainName(name);
        add(errors, "name", "村名", VillageImport.nameProblem(plainName));
        errors.throwIfAny();
        regions.putVillage(code.substring(0, TOWNSHIP_DIGITS), code, plainName);
        acts.add(Act.Kind.REGION, users.get().id(), code, "DONE", "改名：" + village.name() + " → " + plainName);
    }

    /**
     * Closes a village: nothing new begins in it, and what is registered stays.
     *
     * @throws ConflictException  if a case in it has not ended, or it is closed already
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such village
     */
    @Transactional
    public void close(String code) {
        Row village = get(code);
        if (village.closedOn() != null) {
            throw new ConflictException("这个村已经停用");
        }
        if (village.open() > 0) {
            throw new ConflictException("还有 " + village.open() + " 件案件没有办结，办结以后再停用");
        }
        regions.close(code, clock.today());
        acts.add(Act.Kind.REGION, users.get().id(), code, "DONE", "停用");
    }

    /**
     * Opens a closed village again.
     *
     * @throws ConflictException  if it is not closed
     * @throws ForbiddenException if the user is not an administrator
     * @throws NotFoundException  if there is no such village
     */
    @Transactional
    public void reopen(String code) {
        if (get(code).closedOn() == null) {
            throw new ConflictException("这个村没有停用");
        }
        regions.close(code, null);
        acts.add(Act.Kind.REGION, users.get().id(), code, "DONE", "启用");
    }

    private static void add(FieldErrors errors, String field, String label, String problem) {
        if (problem != null) {
            errors.add(field, label, problem);
        }
    }
}
