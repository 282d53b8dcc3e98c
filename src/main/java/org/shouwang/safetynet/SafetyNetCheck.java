package org.shouwang.safetynet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.FormRows;
import org.shouwang.casefile.Unmet;
import org.shouwang.household.Member;

/**
 * A check on record. It is never changed; a correction is another check.
 *
 * @param facts the facts found at the home
 * @param unmet the conditions of SN-1 that the decision table found not met
 */
public record SafetyNetCheck(SafetyNetFacts facts, List<Unmet> unmet) {

    /**
     * @return whether the decision table suggests to recognise the household, since all conditions are met
     */
    public boolean isRecognitionSuggested() {
        return unmet.isEmpty();
    }

    /**
     * @return a Chinese text about the conditions that are not met, or null if all are met
     */
    public String unmetText() {
        return unmet.isEmpty() ? null : String.join("；", unmet.stream().map(Unmet::reason).toList());
    }

    /** Returns the suggestion of the decision table in Chinese words. */
    String suggestionText() {
        return unmet.isEmpty() ? "认定条件全部符合，建议认定" : "有 " + unmet.size() + " 项不符合认定条件，不建议认定";
    }

    /** Returns the facts as rows of a form, with item and value. */
    List<Map<String, Object>> rows(List<Member> members) {
        List<Map<String, Object>> rows = new ArrayList<>();
        rows.add(FormRows.fact("核查日期", facts.checkedOn().toString()));
        rows.add(FormRows.fact("核查结果", facts.outcome().title()));
        facts.labour().forEach((memberNo, found) ->
                rows.add(FormRows.fact(members.get(memberNo - 1).name(), found.title())));
        rows.add(FormRows.fact("享受的保障", facts.support().title()));
        rows.add(FormRows.fact("主要或只能靠社会综合保障政策生活", facts.livesOnSocialSecurity() ? "是" : "否"));
        return rows;
    }
}
