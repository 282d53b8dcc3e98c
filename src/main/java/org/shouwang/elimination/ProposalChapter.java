package org.shouwang.elimination;

import java.util.List;
import org.shouwang.household.HouseholdChapter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The chapter about proposals of an elimination on the page of a household. */
@Component
@Order(2)
class ProposalChapter implements HouseholdChapter {

    private final Proposals proposals;

    ProposalChapter(Proposals proposals) {
        this.proposals = proposals;
    }

    @Override
    public String key() {
        return "eliminationProposals";
    }

    @Override
    public String title() {
        return "风险消除建议";
    }

    @Override
    public List<Line> of(long householdId) {
        return proposals.of(householdId).stream().map(told -> new Line(told.proposedOn(), switch (told.status()) {
            case "OPEN" -> "建议核查风险是否消除";
            case "DISMISSED" -> "建议核查，未采纳";
            default -> "建议核查，已办理";
        }, told.reason(), null)).toList();
    }
}
