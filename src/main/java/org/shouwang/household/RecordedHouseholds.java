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

/** What cases that are begun for a household show of it as it stands in the register. */
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
     * @param item a case
     * @return the survey on which its household was admitted
     */
    public Survey surveyOf(CaseFile item) {
        return surveys.get(households.get(item.householdId()).surveyId());
    }

    /**
     * @param item a case
     * @return everybody in its household, health and ability to work as recorded last
     */
    public List<Member> membersOf(CaseFile item) {
        return labour.membersOf(households.get(item.householdId()));
    }

    /**
     * @param item a case
     * @return the day since when its household stands as it does
     */
    public LocalDate statusSince(CaseFile item) {
        List<StatusChange> history = households.historyOf(item.householdId());
        return history.get(history.size() - 1).since();
    }

    /**
     * @param item a case
     * @return what whoever decides on it should know first; never a refusal by itself
     */
    public List<String> warningsOf(CaseFile item) {
        return chapters.warningsOf(item.householdId());
    }

    /**
     * @param item a case
     * @return what the forms of its tasks show of its household
     */
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("householdNo", item.householdNo());
        facts.put("startReason", item.reason());
        facts.put("householdFacts", SurveyRows.facts(surveyOf(item).facts()));
        facts.put("memberList", SurveyRows.members(membersOf(item)));
        facts.put("warnings", warningsOf(item).stream().map(warning -> FormRows.row("text", warning)).toList());
        return facts;
    }

    /**
     * @param item a case
     * @return what its page begins with
     */
    public Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("发起理由", item.reason());
        return facts;
    }

    /**
     * @param item a case
     * @return everybody in its household
     */
    public List<CasePerson> personsOf(CaseFile item) {
        return surveyOf(item).facts().members().stream()
                .map(member -> new CasePerson(member.name(), member.idNumber())).toList();
    }
}
