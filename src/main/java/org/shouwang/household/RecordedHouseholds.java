package org.shouwang.household;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.FormRows;
import org.springframework.stereotype.Component;

/** Provides the facts from the register that are shown in a case about a household. */
@Component
public class RecordedHouseholds {

    private final Households households;
    private final Surveys surveys;
    private final LabourChanges labour;
    private final HouseholdChapters chapters;

    RecordedHouseholds(Households households, Surveys surveys, LabourChanges labour, HouseholdChapters chapters) {
        this.households = households;
        this.surveys = surveys;
        this.labour = labour;
        this.chapters = chapters;
    }

    /**
     * @return the survey on which the case's household was admitted
     */
    public Survey surveyOf(CaseFile item) {
        return surveys.get(households.get(item.householdId()).surveyId());
    }

    /**
     * @return the members of the case's household, with health and ability to work as last recorded
     */
    public List<Member> membersOf(CaseFile item) {
        return labour.membersOf(households.get(item.householdId()));
    }

    /**
     * @return the day since which the case's household has had its present status
     */
    public LocalDate statusSince(CaseFile item) {
        List<StatusChange> history = households.historyOf(item.householdId());
        return history.get(history.size() - 1).since();
    }

    /**
     * Returns Chinese warnings that whoever decides on a case should read first. A warning never refuses anything by itself.
     */
    public List<String> warningsOf(CaseFile item) {
        return chapters.warningsOf(item.householdId());
    }

    /**
     * @return the facts about the case's household that the forms of the case's tasks show
     */
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("householdNo", item.householdNo());
        facts.put("startReason", item.reason());
        List<Member> members = membersOf(item);
        List<Map<String, Object>> rows = SurveyRows.facts(surveyOf(item).facts().with(members));
        labour.of(households.get(item.householdId())).forEach(change -> rows.add(FormRows.fact("劳动能力变化",
                change.foundOn() + " " + change.name() + "：" + change.labour().title())));
        facts.put("householdFacts", rows);
        facts.put("memberList", SurveyRows.members(members));
        facts.put("warnings", warningsOf(item).stream().map(warning -> FormRows.row("text", warning)).toList());
        return facts;
    }

    /**
     * @return the facts at the top of the case's page
     */
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("发起理由", item.reason());
        return facts;
    }

    /**
     * @return the people of the case's household
     */
    public List<CasePerson> personsOf(CaseFile item) {
        return surveyOf(item).facts().members().stream()
                .map(member -> new CasePerson(member.name(), member.idNumber())).toList();
    }
}
