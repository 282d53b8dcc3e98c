package org.shouwang.elimination;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.FormRows;
import org.shouwang.household.Households;
import org.shouwang.household.StatusChange;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyRows;
import org.shouwang.household.Surveys;
import org.shouwang.microloan.Loans;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** What cases of elimination and rollback show of their household as it stands in the register. */
@Component
public class RecordedHouseholds {

    private final Households households;
    private final Surveys surveys;
    private final Loans loans;
    private final AdjustableClock clock;

    RecordedHouseholds(Households households, Surveys surveys, Loans loans, AdjustableClock clock) {
        this.households = households;
        this.surveys = surveys;
        this.loans = loans;
        this.clock = clock;
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
        List<Map<String, Object>> rows = new ArrayList<>(SurveyRows.facts(survey.facts()));
        rows.add(FormRows.fact("小额信贷", loanText(item)));
        facts.put("householdFacts", rows);
        facts.put("memberList", SurveyRows.members(survey.facts().members()));
        return facts;
    }

    Map<String, String> pageFactsOf(CaseFile item) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("发起理由", item.reason());
        facts.put("小额信贷", loanText(item));
        return facts;
    }

    /** Whoever takes a household out of monitoring should know what it owes (LN-6). */
    private String loanText(CaseFile item) {
        LocalDate today = clock.today();
        String text = loans.ofHousehold(item.householdId()).stream().filter(loan -> loan.outstanding().signum() > 0)
                .map(loan -> loan.loanNo() + " 未还本金 " + FormRows.money(loan.outstanding()) + "，到期日 " + loan.dueOn()
                        + (loan.overdueDays(today) == 0 ? "" : "，已逾期 " + loan.overdueDays(today) + " 天"))
                .collect(Collectors.joining("；"));
        return text.isEmpty() ? "没有未还清的贷款" : text;
    }

    List<CasePerson> personsOf(CaseFile item) {
        return surveyOf(item).facts().members().stream()
                .map(member -> new CasePerson(member.name(), member.idNumber())).toList();
    }
}
