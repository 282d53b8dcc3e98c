package org.shouwang.household.web;

import java.util.ArrayList;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.household.Category;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdChapters;
import org.shouwang.household.Households;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.Marks;
import org.shouwang.household.Member;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Surveys;
import org.shouwang.notice.Notices;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** Collects the data for the view of a household. */
@Component
class HouseholdViews {

    private final Households households;
    private final Surveys surveys;
    private final LabourChanges labour;
    private final Marks marks;
    private final HouseholdChapters chapters;
    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final Notices notices;
    private final Regions regions;

    HouseholdViews(Households households, Surveys surveys, LabourChanges labour, Marks marks, HouseholdChapters chapters,
                   CaseFiles cases, CaseKinds kinds, Notices notices, Regions regions) {
        this.households = households;
        this.surveys = surveys;
        this.labour = labour;
        this.marks = marks;
        this.chapters = chapters;
        this.cases = cases;
        this.kinds = kinds;
        this.notices = notices;
        this.regions = regions;
    }

    HouseholdView of(Household household) {
        Village village = regions.findVillage(household.villageCode()).orElseThrow();
        Optional<Survey> survey = Optional.ofNullable(household.surveyId()).map(surveys::get);
        Optional<SurveyFacts> facts = survey.map(Survey::facts);
        List<CaseFile> all = cases.ofHousehold(household.id()).stream().filter(item -> kinds.of(item).isReadInFull(item)).toList();
        return new HouseholdView(household.householdNo(), household.status(), household.status().title(),
                household.category(), titleOf(household.category()), village.code(), village.townshipCode(),
                village.countyCode(), village.fullName(), household.headName(),
                facts.map(SurveyFacts::registeredKind).orElse(null), facts.map(SurveyFacts::incomePerHead).orElse(null),
                facts.map(SurveyFacts::verifiedOn).orElse(null), survey.filter(found -> found.caseNo() == null).isPresent(),
                facts.map(HouseholdViews::amounts).orElse(Map.of()),
                members(labour.membersOf(household)), facts.map(SurveyFacts::risks).orElse(List.of()),
                facts.map(SurveyFacts::riskStatement).filter(text -> !text.isBlank()).orElse(null),
                all.stream().filter(item -> item.status().isOpen())
                        .map(item -> new HouseholdView.OpenCase(item.process(), item.caseNo())).toList(),
                all.stream().map(this::caseItem).toList(),
                households.historyOf(household.id()).stream().map(change -> new HouseholdView.StatusView(change.status(),
                        change.status().title(), change.category(), titleOf(change.category()), change.since(),
                        change.caseNo())).toList(),
                all.stream().sorted(Comparator.comparing(CaseFile::id)).flatMap(item -> notices.of(item.caseNo()).stream()
                        .map(notice -> new HouseholdView.NoticeItem(notice.noticeNo(), item.caseNo(),
                                notice.wording().subject(), notice.postedFrom(), notice.endsOn(), notice.outcome()))).toList(),
                marks.of(household.id()).stream().map(mark -> new HouseholdView.MarkView(mark.kind(), mark.kind().title(),
                        mark.caseNo(), mark.since(), mark.endedOn(), mark.endReason())).toList(),
                chapters.of(household.id()), chapters.warningsOf(household.id()));
    }

    private HouseholdView.CaseItem caseItem(CaseFile item) {
        return new HouseholdView.CaseItem(item.process(), kinds.of(item).title(), item.caseNo(), item.status().code(),
                kinds.statusText(item), ChinaTime.dayOf(item.registeredAt()), item.decidedOn());
    }

    private static List<HouseholdView.MemberView> members(List<Member> members) {
        List<HouseholdView.MemberView> views = new ArrayList<>();
        for (Member member : members) {
            views.add(new HouseholdView.MemberView(views.size() + 1, member.name(), IdNumber.masked(member.idNumber()),
                    member.relation(), member.health(), member.labour(), member.schooling()));
        }
        return views;
    }

    private static Map<String, BigDecimal> amounts(SurveyFacts facts) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        facts.amounts().forEach((item, amount) -> amounts.put(item.key(), amount));
        return amounts;
    }

    private static String titleOf(Category category) {
        return category == null ? null : category.title();
    }
}
