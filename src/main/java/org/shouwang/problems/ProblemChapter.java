package org.shouwang.problems;

import java.util.List;
import org.shouwang.household.HouseholdChapter;
import org.springframework.stereotype.Component;

/** The chapter about findings on the page of a household. Findings that are not struck off are warnings. */
@Component
class ProblemChapter implements HouseholdChapter {

    private final Findings findings;

    ProblemChapter(Findings findings) {
        this.findings = findings;
    }

    @Override
    public String key() {
        return "problems";
    }

    @Override
    public String title() {
        return "问题整改";
    }

    @Override
    public List<Line> of(long householdId) {
        return findings.ofHousehold(householdId).stream().map(entry -> new Line(entry.getValue().dueOn(),
                entry.getValue().struckOff() ? "排查问题，已销号" : "排查问题，整改时限",
                entry.getValue().description() + (entry.getValue().result() == null ? "" : "。结果：" + entry.getValue().result()),
                "/problems/" + entry.getKey().problemNo())).toList();
    }

    @Override
    public List<String> warningsOf(long householdId) {
        return findings.ofHousehold(householdId).stream()
                .filter(entry -> !entry.getValue().struckOff() && entry.getKey().status() != ProblemStatus.STRUCK_OFF)
                .map(entry -> "问题 " + entry.getKey().problemNo() + " 的排查问题尚未整改：" + entry.getValue().description()).toList();
    }
}
