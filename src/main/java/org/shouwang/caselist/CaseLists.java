package org.shouwang.caselist;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes and finds lists of cases. A list is a record beside the path: its cases go on by the outcomes of their tasks alone.
 * Lists are never changed; a case that came back stands on the next one too.
 */
@Service
public class CaseLists {

    /** The most cases of one list. */
    public static final int MOST = 500;

    private static final Pattern NUMBER = Pattern.compile("MD-(\\d{6,12})-([a-z-]{1,40})-(\\d{4})-(\\d{1,9})");
    private static final Pattern COUNTY = Pattern.compile("\\d{6}");
    private static final Set<Role> VIEWERS = Set.of(Role.TOWNSHIP, Role.COUNTY, Role.LEADER, Role.CITY, Role.ADMIN);
    private static final String SELECT = """
            select l.id, l.kind, l.region_code, r.name as region_name, l.list_year, l.number, l.made_on, l.made_by, l.made_at,
                (select count(*)::int from shouwang.case_list_item i where i.list_id = l.id) as cases
            from shouwang.case_list l join shouwang.region r on r.code = l.region_code
            """;

    private final JdbcClient jdbc;
    private final Map<String, ListKind> kinds = new LinkedHashMap<>();
    private final CurrentUsers users;
    private final Locks locks;
    private final AdjustableClock clock;

    CaseLists(JdbcClient jdbc, List<ListSource> sources, CurrentUsers users, Locks locks, AdjustableClock clock) {
        this.jdbc = jdbc;
        sources.stream().flatMap(source -> source.listKinds().stream()).forEach(kind -> {
            if (kinds.put(kind.code(), kind) != null) {
                throw new IllegalStateException("Two kinds of lists are called " + kind.code());
            }
        });
        this.users = users;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * A case that may stand on a list.
     *
     * @param caseNo   the case's number
     * @param onBefore the name of the latest list of the same kind on which it stands; null if there is none
     */
    public record Candidate(String caseNo, String onBefore) {
    }

    /**
     * @param code a kind's code; may be anything
     * @return the kind
     * @throws NotFoundException if there is no such kind
     */
    public ListKind kind(String code) {
        return Optional.ofNullable(kinds.get(code)).orElseThrow(() -> new NotFoundException("没有这种名单"));
    }

    /**
     * @param code a kind's code as another system sent it, or null
     * @return the kind
     * @throws InvalidInputException if it is missing, or there is no such kind
     */
    public ListKind named(String code) {
        return Optional.ofNullable(code).map(kinds::get).orElseThrow(() -> new InvalidInputException("kind", "名单种类",
                (code == null ? "为必填项，" : "没有这一种，") + "须为以下之一：" + String.join("、", kinds.keySet())));
    }

    /**
     * Refuses users who make no lists.
     *
     * @throws ForbiddenException if there is no kind of list that the user who has signed in makes
     */
    public void requireMaker() {
        if (mine().isEmpty()) {
            throw new ForbiddenException("名单由乡镇和县级乡村振兴部门生成");
        }
    }

    /**
     * @return the kinds that the user who has signed in makes
     */
    public List<ListKind> mine() {
        return kinds.values().stream().filter(kind -> maker(kind).isPresent()).toList();
    }

    /**
     * @param process the key of a process
     * @param element the element id of a step
     * @return the kind that the user who has signed in makes of cases at this step; empty if there is none
     */
    public Optional<ListKind> mineAt(String process, String element) {
        return mine().stream().filter(kind -> kind.process().equals(process) && kind.element().equals(element)).findFirst();
    }

    /**
     * Finds the cases of which the user who has signed in may make a list, the longest waiting first, at most {@link #MOST}.
     *
     * @param kind a kind that the user makes
     * @return the cases
     * @throws ForbiddenException if the user does not make such lists
     */
    public List<Candidate> candidates(ListKind kind) {
        Post maker = requireMaker(kind);
        return jdbc.sql("""
                        select t.case_no, (select r.name || :title || '〔' || l.list_year || '〕' || l.number || '号'
                            from shouwang.case_list_item i join shouwang.case_list l on l.id = i.list_id
                            join shouwang.region r on r.code = l.region_code
                            where i.case_no = t.case_no and l.kind = :kind order by l.id desc limit 1) as on_before
                        from shouwang.open_task t
                        where t.is_first and t.process = :process and t.element = :element and t.region_code like :region
                        order by t.since, t.task_id limit :most
                        """)
                .param("title", kind.title()).param("kind", kind.code()).param("process", kind.process()).param("element", kind.element())
                .param("region", maker.regionCode() + "%").param("most", MOST).query(Rows.as(Candidate.class)).list();
    }

    /**
     * @param kind a kind that the user who has signed in makes
     * @return the number of cases at the kind's step that stand on no such list yet
     * @throws ForbiddenException if the user does not make such lists
     */
    public long waiting(ListKind kind) {
        return jdbc.sql("""
                        select count(*) from shouwang.open_task t
                        where t.is_first and t.process = :process and t.element = :element and t.region_code like :region
                            and not exists (select 1 from shouwang.case_list_item i join shouwang.case_list l on l.id = i.list_id
                                where i.case_no = t.case_no and l.kind = :kind)
                        """)
                .param("kind", kind.code()).param("process", kind.process()).param("element", kind.element())
                .param("region", requireMaker(kind).regionCode() + "%").query(Long.class).single();
    }

    /**
     * Makes a list.
     *
     * @param kind    a kind that the user makes
     * @param caseNos the cases, in order; may be anything
     * @param day     its day: of this year, not in the future, not before the list before of this kind and region, and not before
     *                the day on which one of the cases began
     * @return the list
     * @throws ForbiddenException    if the user does not make such lists
     * @throws InvalidInputException if there are no or too many cases, or the day is wrong
     * @throws ConflictException     if a case does not stand at the step any more
     */
    @Transactional
    public CaseList make(ListKind kind, Collection<String> caseNos, LocalDate day) {
        Post maker = requireMaker(kind);
        Set<String> wanted = caseNos.stream().map(Texts::number).collect(Collectors.toCollection(LinkedHashSet::new));
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new InvalidInputException("caseNos", "案件", wanted.isEmpty() ? "没有勾选" : "一份名单最多" + MOST + "户");
        }
        if (day == null || day.isAfter(clock.today()) || day.getYear() < clock.today().getYear()) {
            throw new InvalidInputException("madeOn", "名单日期", "须为今年的日期，不能晚于今天（" + clock.today() + "）");
        }
        if (!wanted.stream().allMatch(Texts::isStorable) || standing(kind, maker, wanted) < wanted.size()) {
            throw new ConflictException("有的案件已经不在这个环节了，请刷新后重新勾选");
        }
        // Two lists of one kind and region wait for each other, so that no number is given twice and the days follow the numbers.
        locks.lockLists(kind.code(), maker.regionCode());
        LocalDate earliest = earliest(kind, maker, wanted);
        if (day.isBefore(earliest)) {
            throw new InvalidInputException("madeOn", "名单日期", "不能早于" + earliest + "：上一份名单的日期、名单中案件发起的日期都不能晚于它");
        }
        long id = jdbc.sql("""
                        insert into shouwang.case_list (kind, region_code, list_year, number, made_on, made_by, made_at)
                        select :kind, :region, :year, 1 + coalesce(max(number), 0), :day, :user, :now from shouwang.case_list
                        where kind = :kind and region_code = :region and list_year = :year returning id
                        """)
                .param("kind", kind.code()).param("region", maker.regionCode()).param("year", day.getYear()).param("day", day)
                .param("user", users.get().id()).param("now", Timestamp.from(clock.instant())).query(Long.class).single();
        int position = 0;
        for (String caseNo : wanted) {
            jdbc.sql("insert into shouwang.case_list_item (list_id, position, case_no) values (?, ?, ?)").params(id, ++position, caseNo).update();
        }
        return visible(id);
    }

    private long standing(ListKind kind, Post maker, Set<String> caseNos) {
        return jdbc.sql("""
                        select count(distinct case_no) from shouwang.open_task
                        where is_first and process = :process and element = :element and region_code like :region and case_no = any(:cases)
                        """)
                .param("process", kind.process()).param("element", kind.element()).param("region", maker.regionCode() + "%")
                .param("cases", caseNos.toArray(String[]::new)).query(Long.class).single();
    }

    /** Returns the later of the day of the last list of this kind and region and the day on which the last of the cases began. */
    private LocalDate earliest(ListKind kind, Post maker, Set<String> caseNos) {
        return jdbc.sql("""
                        select max(day) from (
                            select made_on as day from shouwang.case_list where kind = :kind and region_code = :region
                            union all select (registered_at at time zone 'Asia/Shanghai')::date from shouwang.case_file where case_no = any(:cases)) d
                        """)
                .param("kind", kind.code()).param("region", maker.regionCode()).param("cases", caseNos.toArray(String[]::new))
                .query(LocalDate.class).single();
    }

    /**
     * @param id a list's id
     * @return the list
     * @throws NotFoundException if the user who has signed in may see no such list
     */
    public CaseList visible(long id) {
        return jdbc.sql(SELECT + "where l.id = ?").param(id).query(Rows.as(CaseList.class)).optional().filter(this::maySee)
                .orElseThrow(() -> new NotFoundException("没有这份名单"));
    }

    /**
     * @param listNo a list's number in addresses; may be anything
     * @return the list
     * @throws NotFoundException if the user who has signed in may see no such list
     */
    public CaseList visible(String listNo) {
        Matcher parts = NUMBER.matcher(listNo.strip());
        if (!parts.matches()) {
            throw new NotFoundException("没有这份名单");
        }
        return jdbc.sql(SELECT + "where l.region_code = ? and l.kind = ? and l.list_year = ? and l.number = ?")
                .params(parts.group(1), parts.group(2), Integer.valueOf(parts.group(3)), Integer.valueOf(parts.group(4)))
                .query(Rows.as(CaseList.class)).optional().filter(this::maySee).orElseThrow(() -> new NotFoundException("没有这份名单"));
    }

    /**
     * @param list a list that the user may see
     * @return the numbers of its cases, in order
     */
    public List<String> casesOf(CaseList list) {
        return jdbc.sql("select case_no from shouwang.case_list_item where list_id = ? order by position").param(list.id()).query(String.class).list();
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return the lists on which it stands, oldest first, without those that the user may not see
     */
    public List<CaseList> of(String caseNo) {
        return jdbc.sql(SELECT + "where l.id in (select list_id from shouwang.case_list_item where case_no = ?) order by l.id").param(caseNo)
                .query(Rows.as(CaseList.class)).list().stream().filter(this::maySee).toList();
    }

    /**
     * @param caseNo the number of an existing case
     * @param kind   a kind's code
     * @return the latest list of this kind on which the case stands, whoever asks; empty if there is none
     */
    public Optional<CaseList> latestOf(String caseNo, String kind) {
        return jdbc.sql(SELECT + """
                        where l.kind = :kind and l.id in (select list_id from shouwang.case_list_item where case_no = :caseNo)
                        order by l.id desc limit 1
                        """)
                .param("kind", kind).param("caseNo", caseNo).query(Rows.as(CaseList.class)).optional();
    }

    /**
     * @param caseNo the number of an existing case
     * @param paper  a kind of paper
     * @return the latest list on which the case stands and which is printed as this paper, whoever asks; empty if there is none
     */
    Optional<CaseList> latestPrinted(String caseNo, String paper) {
        return kinds.values().stream().filter(kind -> paper.equals(kind.paper())).flatMap(kind -> latestOf(caseNo, kind.code()).stream()).findFirst();
    }

    /**
     * Finds the lists that the user who has signed in may see, newest first.
     *
     * @param kind   a kind's code; null or blank for all
     * @param county a county's code; null or blank for all
     * @param cursor the {@link Page#nextCursor()} of the page before; null or blank for the newest
     * @param limit  the most lists of the page, 1 to 200
     * @return a page of lists
     * @throws ForbiddenException    if the user sees no lists
     * @throws InvalidInputException if there is no such kind, the code is no county's, the cursor is no number or the limit is out of
     *     range
     */
    public Page<CaseList> find(String kind, String county, String cursor, int limit) {
        requireViewer();
        String code = kind == null || kind.isBlank() ? "" : named(kind.strip()).code();
        String place = county == null ? "" : county.strip();
        if (!place.isEmpty() && !COUNTY.matcher(place).matches()) {
            throw new InvalidInputException("county", "县", "须为6位代码");
        }
        CurrentUser user = users.get();
        PageRequest asked = PageRequest.of(cursor, limit);
        List<CaseList> found = jdbc.sql(SELECT + """
                        where (:everything or l.region_code like any(:regions)) and (:kind = '' or l.kind = :kind) and l.region_code like :county and l.id < :before
                        order by l.id desc limit :limit
                        """)
                .param("everything", user.is(Role.CITY) || user.is(Role.ADMIN))
                .param("regions", user.posts().stream().filter(post -> VIEWERS.contains(post.role()) && post.regionCode() != null)
                        .map(post -> post.regionCode() + "%").toArray(String[]::new))
                .param("kind", code).param("county", place + "%").param("before", asked.before()).param("limit", asked.rows())
                .query(Rows.as(CaseList.class)).list();
        return asked.page(found, CaseList::id);
    }

    /**
     * @return whether the user who has signed in sees lists
     */
    public boolean isViewer() {
        return users.get().posts().stream().anyMatch(post -> VIEWERS.contains(post.role()));
    }

    private void requireViewer() {
        if (!isViewer()) {
            throw new ForbiddenException("名单由乡镇、县级和市级查看");
        }
    }

    private boolean maySee(CaseList list) {
        return users.get().posts().stream().anyMatch(post -> VIEWERS.contains(post.role()) && post.covers(list.regionCode()));
    }

    private Post requireMaker(ListKind kind) {
        return maker(kind).orElseThrow(() -> new ForbiddenException("“" + kind.title() + "”不由您的岗位生成"));
    }

    private Optional<Post> maker(ListKind kind) {
        return users.get().posts().stream().filter(post -> kind.madeBy().contains(post.role())).findFirst();
    }
}
