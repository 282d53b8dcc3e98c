package org.shouwang.casefile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.notice.Notices;
import org.shouwang.outbox.Outbox;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Texts;
import org.shouwang.shared.TransactionMemory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of all cases. Every change needs the transaction of a step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CaseFiles {

    /** The end of a case's number, as people say it. */
    private static final Pattern NUMBER_END = Pattern.compile("\\d{1,6}");
    private static final String SELECT_CHANGED = "select c.*, h.household_no from c left join shouwang.household h on h.id = c.household_id";
    /** What a transaction remembers of cases. */
    private static final String CASE = "case";
    private static final String NUMBER = "%s-%s-%d-%06d";
    private static final String SELECT = """
            select c.*, h.household_no from shouwang.case_file c left join shouwang.household h on h.id = c.household_id
            """;

    /** The condition for cases that are not closed to a user: with the user's id, the groups of the posts, and all groups. */
    private static final String NOT_CLOSED = "(c.seen_by is null or (c.registered_by = %s or c.seen_by && %s) and not c.barred && %s)";

    private final JdbcClient jdbc;
    private final CaseKinds kinds;
    private final Regions regions;
    private final Deadlines deadlines;
    private final Notices notices;
    private final PersonalData personal;
    private final Outbox outbox;
    private final CurrentUsers users;
    private final ApplicationEventPublisher events;
    private final TransactionMemory memory;
    private final AdjustableClock clock;

    CaseFiles(JdbcClient jdbc, CaseKinds kinds, Regions regions, Deadlines deadlines, Notices notices,
              PersonalData personal, Outbox outbox, CurrentUsers users, ApplicationEventPublisher events, TransactionMemory memory,
              AdjustableClock clock) {
        this.jdbc = jdbc;
        this.kinds = kinds;
        this.regions = regions;
        this.deadlines = deadlines;
        this.notices = notices;
        this.personal = personal;
        this.outbox = outbox;
        this.users = users;
        this.events = events;
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Returns the next case number. A number that is not used leaves a gap.
     *
     * @param kind       a kind of case
     * @param countyCode the county's code, 6 digits
     */
    public String nextNumber(CaseKind kind, String countyCode) {
        long sequence = jdbc.sql("select nextval('shouwang.case_number_seq')").query(Long.class).single();
        return NUMBER.formatted(kind.numberPrefix(), countyCode, clock.today().getYear(), sequence);
    }

    /**
     * Opens a case on behalf of the user who has signed in, and starts its limit if it has one. The limit is counted from the
     * day on which the clue was found, or from today if there is no clue.
     *
     * @param caseNo  the case's number from {@link #nextNumber}
     * @param kind    the kind of case
     * @param opening the data with which the case begins
     * @throws ConflictException if the household has an open case of this kind. The database decides, even between two
     *     requests at the same moment. The exception names the case only to users who may see it
     */
    public void open(String caseNo, CaseKind kind, Opening opening) {
        Village village = opening.village();
        int inserted = jdbc.sql("""
                        insert into shouwang.case_file (case_no, process_key, status, village_code, township_code,
                            county_code, household_id, head_name, head_id_cipher, reason, source, found_on,
                            external_reference, registered_by, registered_at, bank_code, unique_key)
                        values (?, ?, 'IN_PROGRESS', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(caseNo, kind.process(), village.code(), village.townshipCode(), village.countyCode(),
                        opening.householdId(), opening.headName(), opening.headIdNumber() == null ? null
                                : personal.encrypt(opening.headIdNumber(), EncryptedColumn.CASE_HEAD.at(caseNo)),
                        opening.reason(), opening.source(), opening.foundOn(), opening.externalReference(),
                        users.get().id(), Timestamp.from(clock.instant()), opening.bankCode(), opening.uniqueKey())
                .update();
        memory.forget(CASE);
        if (inserted == 0) {
            String shown = (opening.uniqueKey() == null ? inProgress(opening.householdId(), kind) : findOpen(kind.process(), opening.uniqueKey())).map(CaseFile::caseNo).flatMap(this::shownToUser).orElse(null);
            throw new ConflictException((opening.uniqueKey() == null ? "该户" : "“" + opening.headName() + "”") + "已有在办的" + kind.title() + "案件"
                    + (shown == null ? "" : "，案件编号 " + shown), shown);
        }
        LimitRule limit = kind.limitOf(CaseStatus.IN_PROGRESS);
        if (limit != null) {
            deadlines.start(caseNo, limit, opening.foundOn() == null ? clock.today() : opening.foundOn(), village);
        }
    }

    /**
     * @param process   the key of a process
     * @param uniqueKey the key of what only one open case may be about, as in {@link Opening}
     * @return the case with that key that is open, or goes on although it is refused, whether or not the user who has signed in may see it
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<CaseFile> findOpen(String process, String uniqueKey) {
        return jdbc.sql(SELECT + "where c.process_key = ? and c.unique_key = ? and (c.status in ('IN_PROGRESS', 'APPROVED') or c.goes_on)")
                .params(process, uniqueKey).query(this::toCase).optional();
    }

    /**
     * Gives a case another key of what only one open case may be about, since that was corrected.
     *
     * @param caseNo    the case's number
     * @param uniqueKey the key, as in {@link Opening}
     * @throws ConflictException if another open case has the key by now
     */
    public void moveTo(String caseNo, String uniqueKey) {
        try {
            change("unique_key = ? where case_no = ?", uniqueKey, caseNo);
        } catch (DuplicateKeyException e) {
            throw new ConflictException("已有同样的在办案件，请刷新后查看", null);
        }
    }

    /** Returns a case by its number, whatever the user may see. The number must not come from a user. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Optional<CaseFile> find(String caseNo) {
        return memory.get(CASE, caseNo, () -> jdbc.sql(SELECT + "where c.case_no = ?").param(caseNo).query(this::toCase).optional());
    }

    /**
     * @param caseNo the number of an existing case
     * @return the case
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CaseFile get(String caseNo) {
        return find(caseNo).orElseThrow();
    }

    /**
     * @param caseNo a case's number; may be anything that a user typed
     * @return the case
     * @throws NotFoundException if the user who has signed in may see no such case
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public CaseFile visible(String caseNo) {
        return findVisible(caseNo).orElseThrow(() -> new NotFoundException("没有这个案件"));
    }

    /**
     * @param caseNo a case's number; may be anything that a user typed
     * @return the case; empty if the user who has signed in may see no such case
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<CaseFile> findVisible(String caseNo) {
        return find(caseNo).filter(this::maySee).map(item -> item.asSeenBy(users.get()));
    }

    /**
     * @param caseNo a case's number
     * @return the same number if the user who has signed in may see the case; otherwise empty
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<String> shownToUser(String caseNo) {
        return findVisible(caseNo).map(CaseFile::caseNo);
    }

    /**
     * Returns the place at which lists of limits and messages show a case: that of the case, or the county if it is closed.
     *
     * @param item a case
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Village shownPlaceOf(CaseFile item) {
        return item.closed() == null ? villageOf(item) : regions.findPlace(item.countyCode()).orElseThrow();
    }

    /**
     * @param item a case
     * @return the case's village with the regions above it
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Village villageOf(CaseFile item) {
        return regions.findPlace(item.villageCode()).orElseThrow();
    }

    /**
     * @param householdId the id of a household in the register
     * @return the household's cases, newest first
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<CaseFile> ofHousehold(long householdId) {
        return jdbc.sql(SELECT + "where c.household_id = ? order by c.id desc").param(householdId).query(this::toCase).list();
    }

    /**
     * @param householdId the id of a household in the register
     * @param kind        a kind of case
     * @return the household's case of this kind that is not decided yet; empty if there is none; there is at most one
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<CaseFile> inProgress(long householdId, CaseKind kind) {
        return ofHousehold(householdId).stream().filter(item -> item.process().equals(kind.process()) && item.status().isInProgress())
                .findFirst();
    }

    /** Returns the cases that the user who has signed in may see and whose id is below the given one, newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    List<CaseFile> visible(String externalReference, String search, long before, int limit) {
        List<Object> params = new ArrayList<>();
        String where = visible(externalReference, search, params) + " and c.id < ?";
        params.add(before);
        params.add(limit);
        return jdbc.sql(SELECT + where + " order by c.id desc limit ?").params(params).query(this::toCase).list().stream()
                .map(item -> item.asSeenBy(users.get())).toList();
    }

    /** Counts the cases that the user who has signed in may see, as {@link Page#counting}. */
    @Transactional(propagation = Propagation.SUPPORTS)
    long countVisible(String search) {
        List<Object> params = new ArrayList<>();
        String where = visible(null, search, params);
        return jdbc.sql(Page.counting("select 1 from shouwang.case_file c " + where)).params(params).query(Long.class).single();
    }

    private String visible(String externalReference, String search, List<Object> params) {
        CurrentUser user = users.get();
        StringBuilder where = new StringBuilder("where (");
        List<String> reach = new ArrayList<>();
        for (Post post : user.posts()) {
            if (post.role() == Role.PARTNER) {
                reach.add("c.registered_by = ? and case when c.bank_code is null then c.county_code = any(?) else c.bank_code = any(?) end");
                params.add(user.id());
                params.add(user.servedCounties().toArray(String[]::new));
                params.add(user.servedBanks().toArray(String[]::new));
            } else if (post.role() == Role.BANK) {
                reach.add("c.bank_code = ?");
                params.add(post.group());
            } else if (post.seesItsRegion()) {
                reach.add("c.village_code like ?");
                params.add(post.codePrefix() + "%");
            }
        }
        where.append(reach.isEmpty() ? "false" : String.join(" or ", reach)).append(") and ").append(NOT_CLOSED.formatted("?", "?", "?"));
        params.add(user.id());
        params.addAll(List.of(postsOf(user), user.groups().toArray(String[]::new)));
        if (externalReference != null) {
            where.append(" and c.external_reference = ?");
            params.add(externalReference);
        }
        if (search != null) {
            String number = Texts.number(search);
            where.append(" and (c.case_no = ? or starts_with(c.head_name, ?)");
            params.add(number);
            params.add(search);
            if (NUMBER_END.matcher(number).matches()) {
                where.append(" or right(c.case_no, 6) = lpad(?, 6, '0')");
                params.add(number);
            }
            String[] villages = regions.villagesNamed(search).toArray(String[]::new);
            if (villages.length > 0) {
                where.append(" or c.village_code = any(?)");
                params.add(villages);
            }
            where.append(")");
        }
        return where.toString();
    }

    /**
     * Returns the condition of a list for those cases that are not closed to the user who has signed in.
     *
     * @param params gets the parameters that the condition names
     * @return the condition in SQL about {@code c}, the case file
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String notClosed(Map<String, Object> params) {
        params.put("me", users.get().id());
        params.put("myPosts", postsOf(users.get()));
        params.put("myGroups", users.get().groups().toArray(String[]::new));
        return NOT_CLOSED.formatted(":me", ":myPosts", ":myGroups");
    }

    private static String[] postsOf(CurrentUser user) {
        return user.posts().stream().map(Post::group).toArray(String[]::new);
    }

    /**
     * Closes a case to its place.
     *
     * @param caseNo the case's number
     * @param closed who sees it from now on
     */
    public void closeTo(String caseNo, CaseFile.Closed closed) {
        change("read_by = ?, seen_by = ?, barred = ? where case_no = ?", closed.readBy().toArray(String[]::new),
                closed.seenBy().toArray(String[]::new), closed.barred().toArray(String[]::new), caseNo);
    }

    /**
     * @param caseNo a case's number
     * @param user   a user who has the post of one of its tasks, or is an administrator
     * @return whether the user sees and does nothing of it all the same
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isBarred(String caseNo, CurrentUser user) {
        return find(caseNo).filter(item -> item.closed() != null && (item.isBarred(user) || user.is(Role.ADMIN) && !item.isReadBy(user))).isPresent();
    }

    /**
     * @param groups groups of posts
     * @return the numbers of the open cases that are against a unit of one of the groups
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<String> barredTo(Collection<String> groups) {
        return jdbc.sql("select case_no from shouwang.case_file where barred && ? and status in ('IN_PROGRESS', 'APPROVED')")
                .param(groups.toArray(String[]::new)).query(String.class).list();
    }

    /**
     * @param caseNo the number of a case or of something else
     * @return whether it is a case that the user who has signed in may not see
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isHidden(String caseNo) {
        return find(caseNo).filter(item -> !maySee(item)).isPresent();
    }

    /**
     * Sets the head's name in a case.
     *
     * @param caseNo   the case's number
     * @param headName the name that was found at the home
     */
    public void rename(String caseNo, String headName) {
        change("head_name = ? where case_no = ?", headName, caseNo);
    }

    /**
     * Ends a case at any level without the result for which it was opened. The household may still have to be told (ID-6).
     *
     * @param caseNo the case's number
     * @param status the status with which the case ends
     * @param reason the reason, or null if it is given only when the household is told
     * @param goesOn whether work goes on once the refusal was told, so that no other case about the same can begin
     */
    public void refuse(String caseNo, CaseStatus status, String reason, boolean goesOn) {
        if (goesOn) {
            change("goes_on = true where case_no = ?", caseNo);
        }
        decide(caseNo, status, reason);
        kinds.of(get(caseNo)).ended(get(caseNo));
    }

    /**
     * Records the county's approval and starts the limit of the steps that follow, if there is one.
     *
     * @param caseNo      the case's number
     * @param householdId the id of the household in the register
     */
    public void approve(String caseNo, long householdId) {
        decide(caseNo, CaseStatus.APPROVED, null, householdId);
        CaseFile item = get(caseNo);
        LimitRule limit = kinds.of(item).limitOf(CaseStatus.APPROVED);
        if (limit != null) {
            deadlines.start(caseNo, limit, clock.today(), villageOf(item));
        }
    }

    /**
     * Records the approval of a case whose household, if it has one, is in the register already or stays outside.
     *
     * @param caseNo the case's number
     */
    public void approve(String caseNo) {
        decide(caseNo, CaseStatus.APPROVED, null);
    }

    /**
     * Ends a case with the result for which it was opened, if nothing has to be entered in the national system.
     *
     * @param caseNo the case's number
     * @param status the new status
     */
    public void conclude(String caseNo, CaseStatus status) {
        decide(caseNo, status, null);
    }

    /**
     * Takes back that a case is approved, since what was approved holds no longer, or that it is refused, since work goes on in spite of
     * that. There is no event of it; the next decision tells others.
     *
     * @param caseNo the case's number
     * @throws ConflictException if another case about the same is open, which can only be of a case refused before it counted as open
     */
    public void reopen(String caseNo) {
        try {
            change("""
                    status = 'IN_PROGRESS', goes_on = false, decided_on = null, refusal_reason = null, informed_by = null, informed_on = null, reason_told = null
                    where case_no = ?
                    """, caseNo);
        } catch (DuplicateKeyException e) {
            throw new ConflictException("不予批准以后另外登记了一件同样的案件，那一件结束以后再办理本环节", null);
        }
    }

    private void decide(String caseNo, CaseStatus status, String reason) {
        decide(caseNo, status, reason, null);
    }

    private void decide(String caseNo, CaseStatus status, String reason, Long householdId) {
        CaseFile before = get(caseNo);
        change("""
                status = ?, refusal_reason = coalesce(?, refusal_reason), decided_on = coalesce(decided_on, ?),
                    household_id = coalesce(?, household_id) where case_no = ?
                """, status.code(), reason, clock.today(), householdId, caseNo);
        meetLimit(before, clock.today());
        tellOthers(caseNo);
    }

    private void meetLimit(CaseFile item, LocalDate actedOn) {
        LimitRule limit = kinds.of(item).limitOf(item.status());
        if (limit != null) {
            deadlines.meet(item.caseNo(), limit, actedOn);
        }
    }

    /**
     * Records that a notice was posted.
     *
     * @param caseNo   the case's number
     * @param noticeNo the notice's number
     */
    public void posted(String caseNo, String noticeNo) {
        change("notice_no = ?, objection_upheld = false, notice_required = false where case_no = ?", noticeNo, caseNo);
    }

    /**
     * Records whether a notice has to be posted, or posted again, before a level above the village decides.
     *
     * @param caseNo   the case's number
     * @param required whether a notice has to be posted
     */
    void noticeRequired(String caseNo, boolean required) {
        change("notice_required = ? where case_no = ?", required, caseNo);
    }

    /**
     * Tells whether the case's latest notice hung to the end of its time without an upheld objection.
     *
     * @param caseNo the case's number
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isNoticeClear(String caseNo) {
        return find(caseNo).filter(item -> !item.noticeRequired() && !item.objectionUpheld()).isPresent() && notices.isClear(caseNo);
    }

    /**
     * Records that an objection to the case's notice was upheld.
     *
     * @param caseNo the case's number
     */
    public void objectionUpheld(String caseNo) {
        change("objection_upheld = true where case_no = ?", caseNo);
    }

    /**
     * Records the announcement of the result.
     *
     * @param caseNo the case's number
     * @param place  the place of the announcement, or null
     * @param day    the day of the announcement
     */
    void announced(String caseNo, String place, LocalDate day) {
        change("announced_at = ?, announced_on = ? where case_no = ?", place, day, caseNo);
    }

    /**
     * What was recorded of a case after its decision.
     *
     * @param announcedAt the place where the result was announced, or null
     * @param announcedOn the day on which the result was announced, or null
     * @param informedBy  the way in which the household was told of a refusal, or null
     * @param informedOn  the day on which the household was told, or null
     * @param reasonTold  the reason that the household was told, or null
     * @param enteredOn   the day of the entry in the national system, or null
     */
    public record Afterwards(String announcedAt, LocalDate announcedOn, String informedBy, LocalDate informedOn, String reasonTold,
                             LocalDate enteredOn) {

        /** The ways as the form of the step offers them. */
        private static final Map<String, String> WAYS = Map.of("VISIT", "上门告知", "PHONE", "电话告知", "WRITTEN", "书面告知");

        /**
         * @return the Chinese name of the way in which the household was told; null if it was not
         */
        public String informedHow() {
            return informedBy == null ? null : WAYS.getOrDefault(informedBy, informedBy);
        }
    }

    /**
     * @param item a case
     * @return what was recorded of the case after its decision
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Afterwards afterwardsOf(CaseFile item) {
        return jdbc.sql("select announced_at, announced_on, informed_by, informed_on, reason_told, entered_on from shouwang.case_file where id = ?")
                .param(item.id()).query(Rows.as(Afterwards.class)).single();
    }

    /**
     * Records the entry in the national system, with which the case ends.
     *
     * @param caseNo     the case's number
     * @param status     the new status
     * @param systemCode the household's number in the national system, or null
     * @param day        the day of the entry
     */
    public void entered(String caseNo, CaseStatus status, String systemCode, LocalDate day) {
        meetLimit(get(caseNo), day);
        change("status = ?, system_code = ?, entered_on = ? where case_no = ?", status.code(), systemCode, day, caseNo);
        tellOthers(caseNo);
    }

    /**
     * Ends an approved case without an entry in the national system. None of its limits is open any more.
     *
     * @param caseNo the case's number
     * @param status the status with which the case ends
     */
    public void close(String caseNo, CaseStatus status) {
        change("status = ? where case_no = ?", status.code(), caseNo);
        deadlines.cancel(caseNo);
        tellOthers(caseNo);
    }

    /**
     * Records that the household was told of the refusal.
     *
     * @param caseNo the case's number
     * @param how    the way in which the household was told
     * @param day    the day on which the household was told
     * @param reason the reason that the household was told
     */
    public void informed(String caseNo, String how, LocalDate day, String reason) {
        change("informed_by = ?, informed_on = ?, reason_told = ?, refusal_reason = coalesce(refusal_reason, ?), goes_on = false where case_no = ?",
                how, day, reason, reason, caseNo);
    }

    /**
     * Withdraws a case before the county's decision. The case's limits do not count.
     *
     * @param caseNo the case's number
     * @param reason the reason
     */
    public void withdraw(String caseNo, String reason) {
        change("status = 'WITHDRAWN', withdrawal_reason = ?, decided_on = ? where case_no = ?", reason, clock.today(), caseNo);
        tellOthers(caseNo);
        deadlines.cancel(caseNo);
        notices.withdraw(caseNo);
        kinds.of(get(caseNo)).ended(get(caseNo));
    }

    /** Tells other systems, and the other modules, of the case's status. Every change to a status with an event calls this. */
    private void tellOthers(String caseNo) {
        CaseFile item = get(caseNo);
        boolean placed = item.closed() == null;
        Map<String, Object> told = new HashMap<>(Map.of("process", item.process(), "status", item.status().code(),
                "villageCode", placed ? item.villageCode() : item.countyCode()));
        told.put("townshipCode", placed ? item.townshipCode() : null);
        if (item.foundOn() != null) {
            told.put("foundOn", item.foundOn());
        }
        outbox.record(item.status().event().code(), caseNo, item.countyCode(), told);
        if (!item.status().isOpen()) {
            events.publishEvent(new CaseEnded(caseNo, kinds.of(item).title(), kinds.statusText(item)));
        }
    }

    private void change(String what, Object... params) {
        Optional<CaseFile> changed = jdbc.sql("with c as (update shouwang.case_file set " + what + " returning *) " + SELECT_CHANGED)
                .params(params).query(this::toCase).optional();
        memory.forget(CASE);
        changed.ifPresent(item -> memory.get(CASE, item.caseNo(), () -> Optional.of(item)));
    }

    private boolean maySee(CaseFile item) {
        CurrentUser user = users.get();
        if (item.closed() != null) {
            return item.isOpenTo(user);
        }
        return user.covers(item.villageCode()) || user.is(Role.PARTNER) && item.registeredBy().equals(user.id())
                && (item.bankCode() == null ? user.servesCounty(item.villageCode()) : user.servesBank(item.bankCode()))
                || item.bankCode() != null && user.groups().contains(item.bankCode())
                || user.posts().stream().anyMatch(post -> kinds.of(item).isSeenBy(item, post));
    }

    private CaseFile toCase(ResultSet row, int index) throws SQLException {
        return new CaseFile(row.getLong("id"), row.getString("case_no"), row.getString("process_key"),
                kinds.status(row.getString("process_key"), row.getString("status")), row.getString("village_code"), row.getString("township_code"),
                row.getString("county_code"), row.getObject("household_id", Long.class), row.getString("household_no"),
                row.getString("head_name"), decrypted(row.getString("head_id_cipher"),
                EncryptedColumn.CASE_HEAD.at(row.getString("case_no"))), row.getString("reason"),
                row.getString("source"), Rows.day(row, "found_on"), row.getString("external_reference"),
                row.getString("notice_no"), row.getBoolean("notice_required"), row.getBoolean("objection_upheld"), Rows.day(row, "decided_on"),
                row.getString("refusal_reason"), row.getString("withdrawal_reason"), row.getString("registered_by"),
                Rows.instant(row, "registered_at"), row.getString("bank_code"), closed(row));
    }

    private static CaseFile.Closed closed(ResultSet row) throws SQLException {
        return row.getArray("seen_by") == null ? null : new CaseFile.Closed(texts(row, "read_by"), texts(row, "seen_by"), texts(row, "barred"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private String decrypted(String cipher, String place) {
        return cipher == null ? null : personal.decrypt(cipher, place);
    }
}
