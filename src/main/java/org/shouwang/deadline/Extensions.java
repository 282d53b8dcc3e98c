package org.shouwang.deadline;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shouwang.engine.CaseProcesses;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.engine.TwoPeople;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PolicyParameters;
import org.shouwang.shared.Texts;
import org.shouwang.subject.Subject;
import org.shouwang.subject.Subjects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The extensions of limits (延期). Village or township, or the unit that has to do the open task, apply with a reason, another person at the
 * county decides, and the engine's timers and tasks follow. The old last day is kept, and all extensions of one limit together have a ceiling.
 */
@Service
public class Extensions {

    /**
     * The most days by which one extension can move the last day. The documents name no number; this one is the product's own.
     */
    public static final int MOST_DAYS = 30;

    private static final TwoPeople.Pair REQUEST = new TwoPeople.Pair("延期由您本人申请，须由另一人决定",
            "select asked_by from shouwang.deadline_extension where id = :reference");
    private static final int MAX_LENGTH = 500;
    private static final int MOST_AT_ONCE = 200;
    private static final String TO_DECIDE =
            "where e.outcome is null and d.met_on is null and d.cancelled_on is null and d.county_code = any(?)";

    private final Deadlines deadlines;
    private final JdbcClient jdbc;
    private final EngineTransactions transactions;
    private final Locks locks;
    private final TwoPeople twoPeople;
    private final PolicyParameters parameters;
    private final CaseProcesses processes;
    private final CaseTasks tasks;
    private final CurrentUsers users;
    private final Acts acts;
    private final Messages messages;
    private final Subjects subjects;
    private final Regions regions;
    private final AdjustableClock clock;

    Extensions(Deadlines deadlines, JdbcClient jdbc, EngineTransactions transactions, Locks locks,
               TwoPeople twoPeople, PolicyParameters parameters, CaseProcesses processes, CaseTasks tasks, CurrentUsers users,
               Acts acts, Messages messages, Subjects subjects, Regions regions, AdjustableClock clock) {
        this.deadlines = deadlines;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.locks = locks;
        this.twoPeople = twoPeople;
        this.parameters = parameters;
        this.processes = processes;
        this.tasks = tasks;
        this.users = users;
        this.acts = acts;
        this.messages = messages;
        this.subjects = subjects;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * @param caseNo the number of a case that the user may see
     * @return all extensions of the case's limits, oldest first
     */
    public List<Extension> of(String caseNo) {
        return deadlines.extensions("where d.case_no = ? order by e.id", caseNo);
    }

    /**
     * @return the applications on which the user who has signed in has to decide, oldest first; at most 200
     */
    public List<Extension> toDecide() {
        return toDecide(0, MOST_AT_ONCE);
    }

    /**
     * Returns one page of the applications on which the user who has signed in has to decide, oldest first.
     *
     * @param after the id after which the page begins, or 0 for the first page
     * @param limit the most applications on the page
     */
    public List<Extension> toDecide(long after, int limit) {
        return deadlines.extensions(TO_DECIDE + " and e.id > ? order by e.id limit ?", countiesIDecideFor(), after, limit);
    }

    /**
     * @return the number of applications on which the user who has signed in has to decide
     */
    public long countToDecide() {
        String[] counties = countiesIDecideFor();
        return counties.length == 0 ? 0 : jdbc.sql("""
                        select count(*) from shouwang.deadline_extension e join shouwang.deadline d on d.id = e.deadline_id
                        """ + TO_DECIDE)
                .params((Object) counties).query(Long.class).single();
    }

    private String[] countiesIDecideFor() {
        return users.get().posts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::regionCode)
                .toArray(String[]::new);
    }

    /**
     * Tells whether the user who has signed in may apply for an extension of a limit now.
     *
     * @param limit a limit that the user may see
     */
    public boolean mayAsk(Limit limit) {
        return limit.isPressing() && limit.rule().isExtendable() && isAsker(limit) && openRequest(limit).isEmpty();
    }

    /**
     * Refuses users who may not apply for extensions in a case.
     *
     * @param caseNo a case's number; may be anything that a user typed
     * @throws NotFoundException  if the user may see no such case
     * @throws ForbiddenException if the user has a post neither in the village nor in the township, nor one that has to do an open task of the case
     */
    public void requireAsker(String caseNo) {
        limitsForAsker(caseNo);
    }

    /**
     * Refuses users who may not decide on an application.
     *
     * @param id an application's id; may be anything that a user typed
     * @throws NotFoundException  if the user may see no such application
     * @throws ForbiddenException if the user is not of the county's department
     */
    public void requireDecider(long id) {
        if (!users.get().is(Role.COUNTY, limitOf(visible(id)).villageCode())) {
            throw new ForbiddenException("延期由县级乡村振兴部门决定");
        }
    }

    /**
     * Applies for an extension on behalf of the user who has signed in.
     *
     * @param caseNo the case's number; may be anything that a user typed
     * @param rule   the rule that sets the limit; may be anything that a user typed
     * @param until  the last day that is asked for, or null if it is missing
     * @param reason the reason, or null if it is missing
     * @return the application's id
     * @throws NotFoundException     if the user may see no such case or limit
     * @throws ForbiddenException    if the user has a post neither in the village nor in the township, nor one that has to do an open task of the case
     * @throws InvalidInputException if day or reason are missing or out of range; the exception names every wrong field
     * @throws ConflictException     if the limit no longer runs, or has an open application
     */
    public long ask(String caseNo, String rule, LocalDate until, String reason) {
        Limit limit = limitFor(caseNo, rule);
        String text = entered(reason);
        FieldErrors errors = new FieldErrors();
        checkDay(errors, "until", "延期至", until, limit);
        checkText(errors, "reason", "延期原因", text, true);
        errors.throwIfAny();
        return transactions.run(() -> {
            locks.lock(caseNo);
            Limit now = limitFor(caseNo, rule);
            requireRunning(now);
            if (openRequest(now).isPresent()) {
                throw new ConflictException("该时限已有一份延期申请待县级决定", caseNo);
            }
            acts.add(Act.Kind.EXTENSION, users.get().id(), caseNo, "ASKED", now.rule().title());
            messages.send(new Post(Role.COUNTY, new Post(Role.VILLAGE, now.villageCode()).countyCode()).group(),
                    Message.Kind.EXTENSION, now.rule().title(), "延期申请：" + nameOf(caseNo) + "的" + now.rule().title(),
                    regions.nameOf(now.villageCode()) + "：申请由 " + now.dueOn() + " 延期至 " + until + "，请决定。", caseNo);
            return jdbc.sql("""
                            insert into shouwang.deadline_extension (deadline_id, asked_until, reason, asked_by, asked_at)
                            values (?, ?, ?, ?, ?) returning id
                            """)
                    .params(now.id(), until, text, users.get().id(), Timestamp.from(clock.instant()))
                    .query(Long.class).single();
        });
    }

    /**
     * Decides on an application on behalf of the user who has signed in. A grant moves the last day, the engine's timers and
     * the days of the open tasks in one transaction.
     *
     * @param id      the application's id; may be anything that a user typed
     * @param outcome the decision, or null if it is missing
     * @param until   the new last day, or null for the day that is asked for
     * @param opinion the reason, or null if it is missing; mandatory for a refusal
     * @throws NotFoundException     if the user may see no such application
     * @throws ForbiddenException    if the user is not of the county's department
     * @throws InvalidInputException if something is missing or out of range; the exception names every wrong field
     * @throws ConflictException     if the application is decided already, the limit no longer runs, or the user is the
     *     applicant
     */
    public void decide(long id, ExtensionOutcome outcome, LocalDate until, String opinion) {
        requireDecider(id);
        Extension request = visible(id);
        requireUndecided(request);
        twoPeople.require(REQUEST, request.caseNo(), id);
        CurrentUser user = users.get();
        Limit limit = limitOf(request);
        LocalDate newDue = until == null ? request.askedUntil() : until;
        String text = entered(opinion);
        FieldErrors errors = new FieldErrors();
        if (outcome == null) {
            errors.add("outcome", "决定", "为必填项");
        } else if (outcome == ExtensionOutcome.GRANTED) {
            checkDay(errors, "until", "延期至", newDue, limit);
        }
        checkText(errors, "opinion", "意见", text, outcome == ExtensionOutcome.REFUSED);
        errors.throwIfAny();
        transactions.run(() -> {
            locks.lock(request.caseNo());
            requireUndecided(visible(id));
            Limit now = limitOf(request);
            requireRunning(now);
            boolean granted = outcome == ExtensionOutcome.GRANTED;
            jdbc.sql("""
                            update shouwang.deadline_extension set outcome = ?, granted_until = ?, old_due_on = ?,
                                opinion = ?, decided_by = ?, decided_at = ?
                            where id = ?
                            """)
                    .params(outcome.name(), granted ? newDue : null, granted ? now.dueOn() : null,
                            text.isEmpty() ? null : text, user.id(), Timestamp.from(clock.instant()), id)
                    .update();
            if (granted) {
                deadlines.moveTo(now, newDue);
                moveInEngine(now.caseNo(), now.rule());
            }
            acts.add(Act.Kind.EXTENSION, user.id(), now.caseNo(), outcome.name(), now.rule().title());
            tell(request, now, outcome.title(), granted ? "：截止日由 " + now.dueOn() + " 改为 " + newDue + "。" : "：截止日仍为 " + now.dueOn() + "。");
            return null;
        });
    }

    /** Tells village and township of a decision, and whoever applied for another unit. Of a closed case only the latter knows. */
    private void tell(Extension request, Limit limit, String outcome, String days) {
        String title = outcome + "：" + nameOf(limit.caseNo()) + "的" + limit.rule().title();
        String text = regions.nameOf(limit.villageCode()) + days;
        regions.findPlace(limit.villageCode()).filter(place -> place.townshipCode() != null).ifPresent(place ->
                Stream.of(new Post(Role.VILLAGE, place.code()), new Post(Role.TOWNSHIP, place.townshipCode()))
                        .filter(post -> !post.role().equals(Role.VILLAGE) || !place.name().isEmpty())
                        .forEach(post -> messages.send(post.group(), Message.Kind.EXTENSION, limit.rule().title(), title, text, limit.caseNo())));
        if (users.current(request.askedBy()).filter(asker -> asker.covers(limit.villageCode())).isEmpty()) {
            messages.sendToUser(request.askedBy(), Message.Kind.EXTENSION, title, text, limit.caseNo());
        }
    }

    /**
     * @param id an application's id; may be anything that a user typed
     * @return the application
     * @throws NotFoundException if the user may see no such application
     */
    public Extension visible(long id) {
        CurrentUser user = users.get();
        return deadlines.extensions("where e.id = ?", id).stream()
                .filter(request -> user.covers(limitOf(request).villageCode()) || user.id().equals(request.askedBy())).findFirst()
                .orElseThrow(() -> new NotFoundException("没有这份延期申请"));
    }

    private Limit limitOf(Extension request) {
        return deadlines.find(request.caseNo(), request.rule()).orElseThrow();
    }

    private List<Limit> limitsForAsker(String caseNo) {
        CurrentUser user = users.get();
        boolean seen = user.posts().stream().anyMatch(post -> post.role().isRegional()) && subjects.isSeen(caseNo);
        List<Limit> limits = deadlines.of(caseNo).stream().filter(limit -> seen || user.covers(limit.villageCode())).toList();
        if (limits.isEmpty()) {
            throw new NotFoundException("没有这个案件");
        }
        if (!isAsker(limits.get(0))) {
            throw new ForbiddenException("延期由村、乡镇或者正在办理的单位申请，由县级决定");
        }
        return limits;
    }

    private Limit limitFor(String caseNo, String rule) {
        return limitsForAsker(caseNo).stream().filter(limit -> limit.rule().name().equals(rule) && limit.rule().isExtendable())
                .reduce((first, second) -> second)
                .orElseThrow(() -> new InvalidInputException("rule", "时限", "不是本案可以延期的时限"));
    }

    private boolean isAsker(Limit limit) {
        CurrentUser user = users.get();
        return user.is(Role.VILLAGE, limit.villageCode()) || user.is(Role.TOWNSHIP, limit.villageCode())
                || tasks.mine(limit.caseNo()).stream().anyMatch(task -> Post.ofGroup(task.group()).filter(post -> post.covers(limit.villageCode())).isEmpty())
                        && subjects.isSeen(limit.caseNo());
    }

    private Optional<Extension> openRequest(Limit limit) {
        return deadlines.extensions("where e.deadline_id = ? and e.outcome is null", limit.id()).stream().findFirst();
    }

    private String nameOf(String caseNo) {
        return subjects.find(caseNo).map(Subject::name).orElse(caseNo);
    }

    private static void requireUndecided(Extension request) {
        if (request.outcome() != null) {
            throw new ConflictException("该延期申请已经决定", request.caseNo());
        }
    }

    private static void requireRunning(Limit limit) {
        if (!limit.isOpen()) {
            throw new ConflictException("该时限已经完成或终止，不能延期", limit.caseNo());
        }
    }

    private void checkDay(FieldErrors errors, String field, String label, LocalDate day, Limit limit) {
        LocalDate latest = (limit.dueOn().isBefore(clock.today()) ? clock.today() : limit.dueOn()).plusDays(MOST_DAYS);
        LocalDate original = originalDueOn(limit);
        LocalDate last = original.plusDays(totalDays());
        if (day == null) {
            errors.add(field, label, "为必填项");
        } else if (!last.isAfter(limit.dueOn()) || last.isBefore(clock.today())) {
            errors.add(field, label, "不能再延：各次延期合计最多" + totalDays() + "天，即自原截止日（" + original + "）延至" + last);
        } else if (!day.isAfter(limit.dueOn()) || day.isBefore(clock.today())) {
            errors.add(field, label, "须晚于现在的截止日（" + limit.dueOn() + "），且不能早于今天");
        } else if (day.isAfter(latest)) {
            errors.add(field, label, "不能晚于" + latest + "（一次最多延" + MOST_DAYS + "天）");
        } else if (day.isAfter(last)) {
            errors.add(field, label, "不能晚于" + last + "（各次延期合计最多" + totalDays() + "天，自原截止日 " + original + " 起）");
        }
    }

    /**
     * @return the most days by which all extensions of one limit together may move its last day, as they are today
     */
    public int totalDays() {
        return parameters.number("EXTENSION_TOTAL_DAYS", clock.today());
    }

    private LocalDate originalDueOn(Limit limit) {
        return deadlines.extensions("where e.deadline_id = ? and e.outcome = 'GRANTED' order by e.id", limit.id()).stream()
                .findFirst().map(Extension::oldDueOn).orElse(limit.dueOn());
    }

    private static String entered(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").strip();
    }

    private static void checkText(FieldErrors errors, String field, String label, String text, boolean required) {
        if (required && text.isEmpty()) {
            errors.add(field, label, "为必填项");
        } else if (text.length() > MAX_LENGTH) {
            errors.add(field, label, "最多" + MAX_LENGTH + "个字");
        } else if (Texts.problem(text, true) != null) {
            errors.add(field, label, Texts.problem(text, true));
        }
    }

    /** Moves the engine's timers. If a timer has fired already, the sweeper goes by the limit's row. */
    private void moveInEngine(String caseNo, LimitRule rule) {
        Limit moved = deadlines.find(caseNo, rule).orElseThrow();
        processes.moveLimit(caseNo, rule.warningTimer(), moved.warnAt(), rule.dueTimer(), ChinaTime.endOf(moved.dueOn()));
    }
}
