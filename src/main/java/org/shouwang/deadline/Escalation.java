package org.shouwang.deadline;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.Sweep;
import org.shouwang.engine.Sweeps;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.outbox.EventSource;
import org.shouwang.outbox.EventType;
import org.shouwang.outbox.Outbox;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.subject.Subject;
import org.shouwang.subject.Subjects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tells people of limits that come near or are missed, once for each stage. The warning goes to the holder and the level
 * above, an overdue limit to the county, and a limit that is overdue for three days to the city. The rows alone decide, so
 * that limits that became due while nothing ran are reported afterwards; a stage that has been overtaken is not.
 */
@Component
public class Escalation {

    private static final int LATE_DAYS = 3;

    private final Deadlines deadlines;
    private final CaseTasks tasks;
    private final Messages messages;
    private final CurrentUsers users;
    private final Subjects subjects;
    private final Regions regions;
    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final Sweeps sweeps;
    private final ApplicationEventPublisher events;
    private final AdjustableClock clock;

    Escalation(Deadlines deadlines, CaseTasks tasks, Messages messages, CurrentUsers users, Subjects subjects,
               Regions regions, Outbox outbox, JdbcClient jdbc, Sweeps sweeps, ApplicationEventPublisher events, AdjustableClock clock) {
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.messages = messages;
        this.users = users;
        this.subjects = subjects;
        this.regions = regions;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.sweeps = sweeps;
        this.events = events;
        this.clock = clock;
    }

    enum Stage {
        WARNING(Message.Kind.WARNING, new EventType("deadline.warning", "时限：即将到期", 190)),
        DUE(Message.Kind.OVERDUE, new EventType("deadline.overdue", "时限：已超期", 200)),
        LATE(Message.Kind.ESCALATED, new EventType("deadline.escalated", "时限：超期上报", 210));

        private final Message.Kind kind;
        private final EventType event;

        Stage(Message.Kind kind, EventType event) {
            this.kind = kind;
            this.event = event;
        }

        /**
         * Returns the stage's Chinese name. A warning comes before the last day, whether the limit can still be met or not.
         */
        String title() {
            return this == WARNING ? "到期提醒" : kind.title();
        }
    }

    /** Returns the events about limits for other systems. */
    @Bean
    static EventSource limitEvents() {
        return () -> Arrays.stream(Stage.values()).map(stage -> stage.event).toList();
    }

    /** Reports all limits whose next stage has come. Several nodes share the work. */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    public void sweep() {
        sweeps.each(Sweep.ESCALATION, deadlines::toEscalate,
                key -> deadlines.lockToEscalate(Long.parseLong(key)).ifPresent(this::escalate));
    }

    private void escalate(Limit limit) {
        LocalDate today = clock.today();
        LocalDate lateFrom = limit.dueOn().plusDays(LATE_DAYS);
        if (today.isBefore(limit.overdueFrom())) {
            tell(limit, Stage.WARNING);
            deadlines.escalateOn(limit.id(), limit.overdueFrom());
            return;
        }
        tell(limit, Stage.DUE);
        if (today.isBefore(lateFrom)) {
            deadlines.escalateOn(limit.id(), lateFrom);
        } else {
            tell(limit, Stage.LATE);
            deadlines.escalateOn(limit.id(), null);
        }
    }

    private void tell(Limit limit, Stage stage) {
        Set<String> recipients = recipients(limit, stage);
        boolean first = jdbc.sql("""
                        insert into shouwang.deadline_escalation (deadline_id, stage, due_on, told, at)
                        values (?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .params(limit.id(), stage.name(), limit.dueOn(), String.join(",", recipients),
                        Timestamp.from(clock.instant()))
                .update() == 1;
        if (!first) {
            return;
        }
        if (stage == Stage.DUE) {
            events.publishEvent(new LimitMissed(limit.caseNo()));
        }
        LimitState state = limit.state(clock.instant());
        Optional<Subject> subject = subjects.find(limit.caseNo());
        String title = "%s：%s的%s".formatted(state.title(), subject.map(Subject::name).orElse(limit.caseNo()), limit.rule().title());
        String text = holderOrPlace(limit, subject) + "：" + text(limit, state);
        Message.Kind kind = state == LimitState.UNREACHABLE ? Message.Kind.UNREACHABLE : stage.kind;
        boolean ofLoan = limit.rule() == LimitRule.LOAN_REPAYMENT;
        Messages.Topic topic = new Messages.Topic(limit.rule().title(), ofLoan ? limit.caseNo() : "limit " + limit.id());
        // The loan itself tells bank, village and county of a repayment, with the amounts.
        recipients.stream().filter(group -> !(ofLoan && stage != Stage.LATE && messages.isTold(group, topic)))
                .forEach(group -> messages.send(group, kind, topic, title, text, limit.caseNo()));
        outbox.record(stage.event.code(), limit.caseNo(), countyOf(limit), Map.of("caseNo", limit.caseNo(), "rule",
                limit.rule().name(), "region", limit.villageCode(), "dueOn", limit.dueOn(), "state", state));
    }

    /** Returns the name of the holder with the place of the case, or only the place if the limit has no holder. */
    private String holderOrPlace(Limit limit, Optional<Subject> subject) {
        String unit = limit.holder() == null ? null : users.postNames(List.of(limit.holder())).get(limit.holder());
        if (unit == null) {
            return regions.nameOf(limit.villageCode());
        }
        String place = subject.map(found -> subjects.placeOf(found, limit.villageCode())).orElse("");
        return place.isEmpty() ? unit : unit + "（" + place + "）";
    }

    private String text(Limit limit, LimitState state) {
        String when = "截止日为 " + limit.dueOn() + (limit.overdueFrom().isAfter(clock.today()) ? "（含当日）。"
                : "，自 " + limit.overdueFrom() + " 起超期。");
        return state == LimitState.UNREACHABLE ? when + "余下的公示期已长于剩余时间，按期已不可能完成，请尽快办理，需要时申请延期。"
                : when + "请尽快办理。";
    }

    private Set<String> recipients(Limit limit, Stage stage) {
        Set<String> groups = new LinkedHashSet<>();
        switch (stage) {
            case WARNING -> {
                if (limit.holder() != null) {
                    groups.add(limit.holder());
                    Post.ofGroup(limit.holder()).flatMap(Post::above).ifPresent(above -> groups.add(above.group()));
                    return groups;
                }
                for (OpenTask task : tasks.openOf(List.of(limit.caseNo()))) {
                    groups.add(task.group());
                    Post.ofGroup(task.group()).flatMap(Post::above).ifPresent(above -> groups.add(above.group()));
                }
                if (groups.isEmpty()) {
                    Post village = new Post(Role.VILLAGE, limit.villageCode());
                    groups.add(village.group());
                    groups.add(village.above().orElseThrow().group());
                }
            }
            case DUE -> groups.add(new Post(Role.COUNTY, countyOf(limit)).group());
            case LATE -> groups.add(Post.CITY.group());
        }
        return groups;
    }

    private static String countyOf(Limit limit) {
        return new Post(Role.VILLAGE, limit.villageCode()).countyCode();
    }
}
