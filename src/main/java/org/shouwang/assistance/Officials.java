package org.shouwang.assistance;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
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
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of people who may be made responsible for households (AS-2). All users of a county see the people of that
 * county; township and county departments keep the entries of their own region.
 */
@Service
public class Officials {

    private static final int MAX_NAME = 50;
    private static final int MAX_POST = 100;
    private static final Pattern PHONE = Pattern.compile("\\+?\\d[\\d-]{5,17}\\d");
    private static final Set<Role> KEEPERS = Set.of(Role.TOWNSHIP, Role.COUNTY);
    private static final String SELECT = """
            select o.id, o.name, o.post, o.phone, o.public_official, o.region_code, r.name as region_name, o.active,
                (select count(*) from shouwang.responsibility h where h.official_id = o.id and h.ended_on is null) as households
            from shouwang.official o join shouwang.region r on r.code = o.region_code
            """;

    private final JdbcClient jdbc;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Officials(JdbcClient jdbc, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * The entry of a person as it was from one moment on.
     *
     * @param name           the person's name
     * @param post           the person's employer and position
     * @param phone          the person's telephone, or null
     * @param publicOfficial whether the person was a public official
     * @param regionCode     the code of the county or township
     * @param active         whether the person could be chosen
     * @param recordedBy     the id of the user who made this version
     * @param recordedAt     the moment from which it held
     */
    public record Version(String name, String post, String phone, boolean publicOfficial, String regionCode, boolean active,
                          String recordedBy, Instant recordedAt) {
    }

    /**
     * @return whether the user who has signed in keeps the register of any region
     */
    public boolean isKeeper() {
        return KEEPERS.stream().anyMatch(users.get()::is);
    }

    /**
     * @return whether the user who has signed in may change the entry of a person
     */
    public boolean isMine(Official official) {
        return keeps(official.regionCode());
    }

    /**
     * Refuses users who keep no register.
     *
     * @throws ForbiddenException if the user who has signed in keeps none
     */
    public void requireKeeper() {
        if (!isKeeper()) {
            throw notMine();
        }
    }

    /**
     * @return the counties and townships for which the user who has signed in may enter people, counties before their
     *     townships
     */
    public List<Region> myRegions() {
        List<Region> mine = new ArrayList<>();
        for (Post post : users.get().posts()) {
            if (KEEPERS.contains(post.role())) {
                regions.find(post.regionCode()).ifPresent(mine::add);
                if (post.role() == Role.COUNTY) {
                    mine.addAll(regions.childrenOf(post.regionCode()));
                }
            }
        }
        return mine;
    }

    /**
     * Returns a page of the people that the user who has signed in may see.
     *
     * @param region only people of this county or township; null or empty for all
     * @param search only people whose name or post begins with this text; null or empty for all
     * @param active true for people who can be chosen, false for the others, null for all
     * @param cursor the cursor from the page before; null or empty for the first page
     * @param limit  the number of people on the page, 1 to 200
     * @throws InvalidInputException if a parameter is wrong; names every wrong parameter
     */
    public Page<Official> find(String region, String search, Boolean active, String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        List<String> where = new ArrayList<>();
        Map<String, Object> params = new HashMap<>();
        reach(where, params);
        if (given(region)) {
            Region found = regions.find(region).orElse(null);
            if (found == null) {
                errors.add("region", "地区", "没有代码为“" + region + "”的地区");
            } else if (found.level() != RegionLevel.CITY) {
                where.add("o.region_code like :region");
                params.put("region", region + "%");
            }
        }
        if (given(search)) {
            where.add("(starts_with(o.name, :search) or starts_with(o.post, :search))");
            params.put("search", PersonName.normalised(search));
        }
        if (active != null) {
            where.add("o.active = :active");
            params.put("active", active);
        }
        PageRequest asked = PageRequest.of(cursor, limit, errors);
        where.add("o.id < :before");
        params.put("before", asked.before());
        errors.throwIfAny();
        params.put("limit", asked.rows());
        List<Official> found = jdbc.sql(SELECT + "where " + String.join(" and ", where) + " order by o.id desc limit :limit")
                .params(params).query(Rows.as(Official.class)).list();
        return asked.page(found, Official::id);
    }

    /**
     * Returns the people who can be chosen for households of a township.
     *
     * @param townshipCode the township's code
     * @return all active people of the township's county: first those of the township, then those of the county, then the
     *     others
     */
    public List<Official> choicesFor(String townshipCode) {
        String county = regions.find(townshipCode).orElseThrow().parentCode();
        return jdbc.sql(SELECT + """
                        where o.active and o.region_code like :county
                        order by case o.region_code when :township then 0 when :code then 1 else 2 end, o.region_code, o.name, o.id
                        """)
                .param("county", county + "%").param("township", townshipCode).param("code", county)
                .query(Rows.as(Official.class)).list();
    }

    /**
     * Returns a person that the user who has signed in may see.
     *
     * @param id an id in the register
     * @throws NotFoundException if the user may see no such person
     */
    public Official visible(long id) {
        CurrentUser user = users.get();
        return find(id).filter(official -> user.posts().stream().anyMatch(post -> sees(post, official.regionCode())))
                .orElseThrow(() -> new NotFoundException("没有这名帮扶责任人"));
    }

    /**
     * @return the person with this id in the register, or empty if there is none
     */
    public Optional<Official> find(long id) {
        return jdbc.sql(SELECT + "where o.id = ?").param(id).query(Rows.as(Official.class)).optional();
    }

    /**
     * @return all versions of a person's entry, oldest first
     */
    public List<Version> historyOf(long id) {
        return jdbc.sql("""
                        select name, post, phone, public_official, region_code, active, recorded_by, recorded_at
                        from shouwang.official_version where official_id = ? order by id
                        """)
                .param(id).query(Rows.as(Version.class)).list();
    }

    /**
     * Enters a person.
     *
     * @param entry the entry
     * @return the person's id
     * @throws InvalidInputException if anything is wrong; names every wrong field
     * @throws ForbiddenException    if the region is not the user's
     * @throws ConflictException     if the same person has an entry already
     */
    @Transactional
    public long add(OfficialEntry entry) {
        OfficialEntry sound = check(entry);
        try {
            long id = jdbc.sql("""
                            insert into shouwang.official (name, post, phone, public_official, region_code, active)
                            values (?, ?, nullif(?, ''), ?, ?, ?) returning id
                            """)
                    .params(sound.name(), sound.post(), sound.phone(), sound.publicOfficial(), sound.regionCode(), sound.active())
                    .query(Long.class).single();
            keepVersion(id);
            return id;
        } catch (DuplicateKeyException e) {
            throw duplicate(sound);
        }
    }

    /**
     * Changes an entry; the earlier version stays on record.
     *
     * @param id    an id in the register
     * @param entry the new entry
     * @throws NotFoundException     if the user may see no such person
     * @throws InvalidInputException if anything is wrong; names every wrong field
     * @throws ForbiddenException    if the entry's region, before or after the change, is not the user's
     * @throws ConflictException     if the same person has another entry already
     */
    @Transactional
    public void change(long id, OfficialEntry entry) {
        if (!isMine(visible(id))) {
            throw notMine();
        }
        OfficialEntry sound = check(entry);
        try {
            jdbc.sql("""
                            update shouwang.official set name = ?, post = ?, phone = nullif(coalesce(?, phone), ''), public_official = ?,
                                region_code = ?, active = ?
                            where id = ?
                            """)
                    .params(sound.name(), sound.post(), sound.phone(), sound.publicOfficial(), sound.regionCode(), sound.active(), id).update();
            keepVersion(id);
        } catch (DuplicateKeyException e) {
            throw duplicate(sound);
        }
    }

    private OfficialEntry check(OfficialEntry entry) {
        requireKeeper();
        FieldErrors errors = new FieldErrors();
        String name = oneLine(errors, entry.name() == null ? null : PersonName.normalised(entry.name()), "name", "姓名", MAX_NAME);
        String problem = name == null ? null : PersonName.problem(name);
        if (problem != null && Texts.isClean(name, false)) {
            errors.add("name", "姓名", problem);
        }
        String post = oneLine(errors, entry.post(), "post", "单位职务", MAX_POST);
        String phone = entry.phone() == null ? null : Texts.compact(entry.phone());
        if (phone != null && !phone.isEmpty() && !PHONE.matcher(phone).matches()) {
            errors.add("phone", "联系电话", "须为电话号码，如 13800000000 或 0374-8188888");
        }
        if (entry.publicOfficial() == null) {
            errors.add("publicOfficial", "是否国家公职人员", "为必填项");
        }
        Region region = !given(entry.regionCode()) ? null : regions.find(entry.regionCode().strip())
                .filter(found -> found.level() == RegionLevel.COUNTY || found.level() == RegionLevel.TOWNSHIP).orElse(null);
        if (region == null) {
            errors.add("regionCode", "所在县或乡镇", given(entry.regionCode()) ? "没有代码为“" + entry.regionCode().strip() + "”的县或乡镇" : "为必填项");
        }
        errors.throwIfAny();
        if (!keeps(region.code())) {
            throw notMine();
        }
        return new OfficialEntry(name, post, phone, entry.publicOfficial(), region.code(), entry.active());
    }

    private static String oneLine(FieldErrors errors, String text, String field, String label, int maxLength) {
        String found = Texts.required(errors, text, field, label, maxLength);
        if (found != null && !Texts.isClean(found, false)) {
            errors.add(field, label, Texts.UNSEEN);
        }
        return found;
    }

    private void keepVersion(long id) {
        jdbc.sql("""
                        insert into shouwang.official_version (official_id, name, post, phone, public_official, region_code, active,
                            recorded_by, recorded_at)
                        select id, name, post, phone, public_official, region_code, active, ?, ? from shouwang.official where id = ?
                        """)
                .params(users.get().id(), Timestamp.from(clock.instant()), id).update();
    }

    private boolean keeps(String regionCode) {
        return KEEPERS.stream().anyMatch(role -> users.get().is(role, regionCode));
    }

    private static boolean sees(Post post, String regionCode) {
        return post.covers("") || post.seesItsRegion() && post.countyCode() != null && regionCode.startsWith(post.countyCode());
    }

    private void reach(List<String> where, Map<String, Object> params) {
        List<Post> posts = users.get().posts();
        if (posts.stream().anyMatch(post -> post.covers(""))) {
            where.add("true");
            return;
        }
        List<String> counties = posts.stream().filter(Post::seesItsRegion).map(Post::countyCode).filter(Objects::nonNull).distinct().toList();
        where.add(counties.isEmpty() ? "false" : "substr(o.region_code, 1, 6) in (:counties)");
        params.put("counties", counties);
    }

    private static ForbiddenException notMine() {
        return new ForbiddenException("帮扶责任人由乡镇和县级乡村振兴部门登记，只能登记本辖区的");
    }

    private static ConflictException duplicate(OfficialEntry entry) {
        return new ConflictException("已经登记过" + entry.name() + "（" + entry.post() + "），不用重复登记");
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
