package org.shouwang.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shouwang.outbox.EventType;
import org.shouwang.outbox.EventTypes;
import org.shouwang.procedure.ProcedureKind;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Tests that kinds of cases declare the endings of their cases, and that the stored codes and the events for other systems
 * never change.
 */
class CaseLifeTest extends IntegrationTest {

    @Autowired
    private List<CaseKind> all;
    @Autowired
    private CaseKinds caseKinds;
    @Autowired
    private EventTypes events;

    /** Returns the kinds that the program itself has; the manifests of procedures that are folders declare their own. */
    private List<CaseKind> kinds() {
        return all.stream().filter(kind -> !(kind instanceof ProcedureKind)).toList();
    }

    @Test
    void theCodesAndTheirWordsAreThoseThatWerePublished() {
        assertThat(kinds().stream().sorted(Comparator.comparing(CaseKind::process)).map(CaseLifeTest::lifeOf)).containsExactly(
                "assistance-planning IN_PROGRESS计划制定中 APPROVED县级已批准 REJECTED未通过 WITHDRAWN已终止 PLAN_CONFIRMED帮扶计划已确认",
                "look-back IN_PROGRESS办理中 APPROVED县级已批准 REJECTED未通过 WITHDRAWN已撤回 CONFIRMED消除属实"
                        + " ROLLBACK_BEGUN标注不准，转风险回退 NEW_RISK_FOUND出现新风险，转重新识别",
                "micro-loan IN_PROGRESS办理中 APPROVED已放款 REJECTED未获贷款 WITHDRAWN已撤回 REPAID已还清 COMPENSATED已代偿",
                "monitoring-identification IN_PROGRESS识别中 APPROVED县级已批准 REJECTED不予纳入 WITHDRAWN已撤回 ADMITTED已纳入监测"
                        + " NOT_AT_RISK无返贫致贫风险 DECLINED农户不愿申报",
                "risk-elimination IN_PROGRESS办理中 APPROVED县级已批准 REJECTED不予消除 WITHDRAWN已撤回 ELIMINATED已标注风险消除"
                        + " RISK_REMAINS风险尚未消除",
                "risk-rollback IN_PROGRESS办理中 APPROVED县级已批准 REJECTED不予回退 WITHDRAWN已撤回 ROLLED_BACK已回退为监测中",
                "safety-net-recognition IN_PROGRESS办理中 APPROVED乡级已确定 REJECTED不予认定 WITHDRAWN已撤回 SAFETY_NET已标注兜底保障户"
                        + " NOT_QUALIFIED不符合兜底保障条件");
    }

    @Test
    void theEventsAreThoseThatWerePublishedInTheOrderOfTheList() {
        Set<EventType> ofFolders = all.stream().filter(ProcedureKind.class::isInstance).flatMap(kind -> kind.endings().stream())
                .map(CaseStatus::event).collect(Collectors.toSet());

        assertThat(events.all().stream().filter(type -> !ofFolders.contains(type)).map(type -> type.code() + " " + type.title())).containsExactly(
                "case.approved 案件：县级已批准",
                "case.admitted 案件：已纳入监测",
                "case.eliminated 案件：已标注风险消除",
                "case.rolled-back 案件：已回退为监测中",
                "case.confirmed 案件：回头看消除属实",
                "case.rollback-begun 案件：回头看转风险回退",
                "case.new-risk-found 案件：回头看转重新识别",
                "case.safety-net 案件：已标注兜底保障户",
                "case.not-qualified 案件：不符合兜底保障条件",
                "case.plan-confirmed 案件：帮扶计划已确认",
                "case.repaid 案件：贷款已还清",
                "case.compensated 案件：贷款已代偿",
                "loan.overdue 贷款：已逾期",
                "case.rejected 案件：未通过",
                "case.risk-remains 案件：风险尚未消除",
                "case.not-at-risk 案件：无返贫致贫风险",
                "case.declined 案件：农户不愿申报",
                "case.withdrawn 案件：已撤回",
                "deadline.warning 时限：即将到期",
                "deadline.overdue 时限：已超期",
                "deadline.escalated 时限：超期上报");
    }

    @Test
    void everyStatusIsReadAsItWasStoredAndItsEventIsNamedAfterIt() {
        for (CaseKind kind : all) {
            for (CaseStatus status : statusesOf(kind)) {
                assertThat(caseKinds.status(kind.process(), status.code())).as(kind.process()).isEqualTo(status);
                if (status.event() != null) {
                    assertThat(status.event().code()).isEqualTo("case." + status.code().toLowerCase().replace('_', '-'));
                }
            }
        }
    }

    @Test
    void noKindForgetsAnEndingThatItNames() throws IllegalAccessException {
        for (CaseKind kind : kinds()) {
            List<Object> named = new ArrayList<>();
            for (var field : kind.getClass().getDeclaredFields()) {
                if (field.getType() == CaseStatus.class && Modifier.isPublic(field.getModifiers())) {
                    named.add(field.get(null));
                }
            }
            assertThat(kind.endings()).as(kind.process()).isNotEmpty().hasSameElementsAs(Arrays.asList(named.toArray(CaseStatus[]::new)));
        }
    }

    @Test
    void theHouseholdIsToldOfWhatWasNotReachedAndOfNothingElse() {
        assertThat(kinds().stream().flatMap(kind -> kind.endings().stream()).filter(status -> status.stage() == CaseStatus.Stage.REJECTED)
                .map(CaseStatus::code)).containsExactlyInAnyOrder("NOT_AT_RISK", "DECLINED", "RISK_REMAINS", "NOT_QUALIFIED");
    }

    private static String lifeOf(CaseKind kind) {
        StringBuilder line = new StringBuilder(kind.process());
        statusesOf(kind).forEach(status -> line.append(' ').append(status.code()).append(kind.titleOf(status)));
        return line.toString();
    }

    private static List<CaseStatus> statusesOf(CaseKind kind) {
        List<CaseStatus> all = new ArrayList<>(List.of(CaseStatus.IN_PROGRESS, CaseStatus.APPROVED, CaseStatus.REJECTED, CaseStatus.WITHDRAWN));
        all.addAll(kind.endings());
        return all;
    }
}
