package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CasePerson;
import org.shouwang.household.Households;
import org.shouwang.household.StatusChange;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyRows;
import org.shouwang.household.Surveys;
import org.springframework.stereotype.Component;

/** What cases of elimination and rollback show of their household as it stands in the register. */
@Component
public class RecordedHouseholds {

    private final Households households;
    private final Surveys surveys;

    RecordedHouseholds(Households households, Surveys surveys) {
        this.households = households;
        this.surveys = surveys;
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
     * @return the day since when its household stands as it does
     */
    public LocalDate statusSince(CaseFile item) {
        List<StatusChange> history = households.historyOf(item.householdId());
        return history.get(history.size() - 1).since();
    }

    Map<String, Object> formFactsOf(CaseFile item) {
        Survey survey = surveyOf(item);
        Map<String, Object> facts = new HashMap<>();
        facts.put("householdNo", item.householdNo());
        facts.put("startReason", item.reason());
        facts.put("householdFacts", SurveyRows.facts(survey.facts()));
        facts.put("memberList", SurveyRows.members(survey.facts().members()));
        return facts;
    }

    Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("发起理由", item.reason());
        return facts;
    }

    List<CasePerson> personsOf(CaseFile item) {
        return surveyOf(item).facts().members().stream()
                .map(member -> new CasePerson(member.name(), member.idNumber())).toList();
    }
}
