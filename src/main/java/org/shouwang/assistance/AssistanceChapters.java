package org.shouwang.assistance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.shouwang.assistance.HouseholdMeasures.Item;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdChapter;
import org.shouwang.household.Households;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The chapters about assistance on the page of a household: responsible people, measures and visits. */
@Configuration(proxyBeanMethods = false)
class AssistanceChapters {

    private static final int VISITS_SHOWN = 10;

    @Bean
    @Order(1)
    HouseholdChapter responsibleChapter(Responsibilities responsibilities, Households households, CaseFiles cases,
                                        AssistanceCases kind, AssistanceRights rights) {
        return new HouseholdChapter() {
            @Override
            public String key() {
                return "responsible";
            }

            @Override
            public String title() {
                return "帮扶责任人";
            }

            @Override
            public List<Line> of(long householdId) {
                return responsibilities.of(householdId).stream().map(item -> new Line(item.since(), item.name(),
                        item.post() + (item.reason() == null ? "" : "；更换原因：" + item.reason())
                                + (item.endedOn() == null ? "" : "；至 " + item.endedOn()), null)).toList();
            }

            @Override
            public Action actionFor(Household household) {
                return rights.mayName(household) && responsibilities.current(household.id()).isPresent()
                        ? new Action("更换帮扶责任人", "/households/" + household.householdNo() + "/responsible") : null;
            }

            @Override
            public List<String> warningsOf(long householdId) {
                if (households.get(householdId).status() != MonitoringStatus.MONITORED) {
                    return List.of();
                }
                List<String> warnings = new ArrayList<>();
                List<CaseFile> plans = cases.ofHousehold(householdId).stream()
                        .filter(item -> item.process().equals(kind.process())).toList();
                if (plans.stream().noneMatch(item -> item.status().well())) {
                    warnings.add(plans.stream().filter(item -> item.status().isInProgress()).findFirst()
                            .map(item -> "帮扶计划还没有经县级确认，案件编号 " + item.caseNo()).orElse("该户还没有帮扶计划"));
                }
                responsibilities.current(householdId).map(Official::objection).ifPresent(objection ->
                        warnings.add("帮扶责任人需要更换：" + objection));
                return warnings;
            }
        };
    }

    @Bean
    @Order(2)
    HouseholdChapter measureChapter(HouseholdMeasures measures, Households households, AdjustableClock clock) {
        return new HouseholdChapter() {
            @Override
            public String key() {
                return "measures";
            }

            @Override
            public String title() {
                return "帮扶措施";
            }

            @Override
            public List<Line> of(long householdId) {
                String householdNo = households.get(householdId).householdNo();
                return measures.of(householdId).stream().map(item -> new Line(item.confirmedOn(),
                        item.planned().measure().fullTitle(), item.planned().detail() + "；" + stateText(item),
                        "/households/" + householdNo + "/measures/" + item.id() + "/carried-out")).toList();
            }

            @Override
            public List<String> warningsOf(long householdId) {
                LocalDate today = clock.today();
                long late = households.get(householdId).status() != MonitoringStatus.MONITORED ? 0
                        : measures.of(householdId).stream().filter(item -> item.carriedOutOn() == null && item.endedOn() == null
                        && item.planned().plannedOn().isBefore(today)).count();
                return late == 0 ? List.of() : List.of("有 " + late + " 项帮扶措施过了计划日期还没有落实");
            }
        };
    }

    @Bean
    @Order(3)
    HouseholdChapter visitChapter(Visits visits, Households households) {
        return new HouseholdChapter() {
            @Override
            public String key() {
                return "visits";
            }

            @Override
            public String title() {
                return "走访";
            }

            @Override
            public List<Line> of(long householdId) {
                String householdNo = households.get(householdId).householdNo();
                return visits.latest(householdId, VISITS_SHOWN).stream().map(visit -> new Line(visit.visitedOn(),
                        visit.visitedBy() + (visit.officialId() == null ? "走访" : "（帮扶责任人）走访"), visit.found(), "/households/" + householdNo + "/visits/" + visit.id())).toList();
            }

            @Override
            public Action actionFor(Household household) {
                return new Action("走访记录", "/households/" + household.householdNo() + "/visits");
            }

            @Override
            public List<String> warningsOf(long householdId) {
                Household household = households.get(householdId);
                List<String> warnings = new ArrayList<>();
                visits.unvisitedSince(household).ifPresent(day -> warnings.add("自 " + day
                        + " 起没有帮扶责任人的走访记录，已满一年，须由帮扶责任人尽快入户；其他人员的走访不计入（本系统设计）"));
                visits.helperUnknownOn(household).ifPresent(day -> warnings.add("该户不知道帮扶人是谁（" + day
                        + " 走访了解），须由帮扶责任人入户说明"));
                return warnings;
            }
        };
    }

    private static String stateText(Item item) {
        return item.stateText() + (item.carriedOutOn() == null ? "，计划 " + item.planned().plannedOn() + " 前落实"
                : "（" + item.carriedOutOn() + "）：" + item.result())
                + (item.endedOn() == null ? "" : "；" + item.endedOn() + " 结束");
    }
}
