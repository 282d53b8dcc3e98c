package org.shouwang.deadline.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.deadline.Limit;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.LimitSearch;
import org.shouwang.deadline.LimitState;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The REST interface of the limits in the user's regions for other systems. */
@RestController
@RequestMapping("/api/deadlines")
@Tag(name = "时限")
class DeadlineApi {

    private final LimitSearch search;
    private final LimitSummary summary;
    private final SupervisorRights rights;
    private final AdjustableClock clock;

    DeadlineApi(LimitSearch search, LimitSummary summary, SupervisorRights rights, AdjustableClock clock) {
        this.search = search;
        this.summary = summary;
        this.rights = rights;
        this.clock = clock;
    }

    record DeadlineItem(String caseNo, LimitRule rule, String ruleName, String region, LocalDate startOn, LocalDate dueOn,
                        LimitState state, String stateText, long daysLeft, LocalDate metOn, LocalDate overdueSince,
                        boolean overdueBeforeExtension) {
    }

    record Summary(String by, LocalDate date, List<SummaryItem> items) {
    }

    record SummaryItem(String region, LimitRule rule, String name, long total, Map<LimitState, Long> states,
                       long overdueBeforeExtension) {
    }

    @GetMapping
    @Operation(summary = "查询时限", description = "只返回本辖区的时限，按截止日排列；limit 最多 500，cursor 取自上一页的 nextCursor。"
            + "overdueSince 是第一个超期日，超期后获准延期的也保留；此后完成的状态是 MET_LATE。")
    Page<DeadlineItem> list(@RequestParam(required = false) String state, @RequestParam(required = false) String rule,
                      @RequestParam(required = false) String region, @RequestParam(required = false) String caseNo,
                      @RequestParam(required = false) String cursor, @RequestParam(defaultValue = "50") int limit) {
        rights.require();
        return search.find(new LimitSearch.Filter(state, rule, region, caseNo), cursor, limit).map(this::item);
    }

    @GetMapping("/summary")
    @Operation(summary = "时限汇总", description = "by = county、township、village 或 rule；只含本辖区。")
    Summary summary(@RequestParam(defaultValue = "county") String by) {
        rights.require();
        return new Summary(by, clock.today(), summary.by(by).stream()
                .map(row -> new SummaryItem(row.region(), row.rule(), row.name(), row.total(), row.states(),
                        row.missed())).toList());
    }

    private DeadlineItem item(Limit limit) {
        Instant now = clock.instant();
        LimitState state = limit.state(now);
        return new DeadlineItem(limit.caseNo(), limit.rule(), limit.rule().title(), limit.villageCode(), limit.startOn(),
                limit.dueOn(), state, state.title(), limit.daysLeft(clock.today()), limit.metOn(), limit.overdueSince(now),
                limit.missedDueOn() != null);
    }
}
