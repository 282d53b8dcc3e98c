package org.shouwang.elimination.process;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shouwang.elimination.CheckOutcome;
import org.shouwang.elimination.Proposals;
import org.shouwang.elimination.RiskCheck;
import org.shouwang.elimination.RiskCheckFacts;
import org.shouwang.elimination.RiskChecks;
import org.shouwang.engine.Sweep;
import org.shouwang.engine.Sweeps;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Surveys;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proposes each day the households that seem to meet EL-1 by the records: the latest check since the household is monitored,
 * or else the survey by which it was admitted, against this year's line. A survey cannot tell whether its risks are gone; the
 * proposed visit has to find out.
 */
@Component
public class DailyProposals {

    private final Proposals proposals;
    private final EliminationConditions conditions;
    private final RiskChecks checks;
    private final Surveys surveys;
    private final Messages messages;
    private final Sweeps sweeps;
    private final TransactionTemplate transactions;
    private final AdjustableClock clock;

    DailyProposals(Proposals proposals, EliminationConditions conditions, RiskChecks checks, Surveys surveys, Messages messages,
                   Sweeps sweeps, TransactionTemplate transactions, AdjustableClock clock) {
        this.proposals = proposals;
        this.conditions = conditions;
        this.checks = checks;
        this.surveys = surveys;
        this.messages = messages;
        this.sweeps = sweeps;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Makes the proposals once a day, on one node. If the run fails, it is repeated as a whole. */
    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT1M")
    public void look() {
        transactions.executeWithoutResult(status -> {
            if (proposals.claimToday()) {
                proposals.noteTakenUp();
                tell(propose());
            }
        });
    }

    /** Adds the proposals and returns their numbers by village. A household that cannot be judged does not stop the others. */
    private Map<String, Integer> propose() {
        Instant begun = clock.instant();
        Map<String, Integer> proposed = new TreeMap<>();
        for (Proposals.Candidate candidate : proposals.candidates()) {
            sweeps.apart(Sweep.ELIMINATION_PROPOSALS, new Sweeps.Row(String.valueOf(candidate.householdId()), candidate.householdNo()),
                    () -> {
                        if (isProposed(candidate)) {
                            proposed.merge(candidate.villageCode(), 1, Integer::sum);
                        }
                    });
        }
        sweeps.forgetBefore(Sweep.ELIMINATION_PROPOSALS, begun);
        return proposed;
    }

    private boolean isProposed(Proposals.Candidate candidate) {
        Optional<RiskCheckFacts> checked = checks.latestOf(candidate.householdId(), candidate.monitoredSince());
        SurveyFacts survey = surveys.get(candidate.surveyId()).facts();
        RiskCheck weighed = conditions.weigh(checked.map(this::today).orElseGet(() -> today(survey)));
        if (!weighed.isEliminationSuggested()) {
            return false;
        }
        proposals.add(candidate, weighed, checked.map(RiskCheckFacts::checkedOn).orElse(survey.verifiedOn()));
        return true;
    }

    private void tell(Map<String, Integer> proposed) {
        proposed.forEach((village, count) -> messages.send(new Post(Role.VILLAGE, village).group(),
                Message.Kind.ELIMINATION_PROPOSED, "有 " + count + " 户可能已符合风险消除条件",
                "按系统中最近一次记录，有 " + count + " 户人均年纯收入超过当年监测范围、“三保障”和饮水安全都有保障。风险是否已经消除，系统不能判断，请入户核查。"
                        + "名单在“户”页面的“风险消除建议”里，可以在那里发起风险消除；不需要核查的，写明理由后不再提示。", null));
    }

    private RiskCheckFacts today(RiskCheckFacts found) {
        return new RiskCheckFacts(found.outcome(), found.vanishedBy(), clock.today(), found.memberCount(), found.amounts(),
                found.incomePerHeadLastYear(), found.guarantees(), found.answers(), found.newRisks());
    }

    private RiskCheckFacts today(SurveyFacts found) {
        return new RiskCheckFacts(CheckOutcome.RISK_GONE, null, clock.today(), found.members().size(), found.amounts(),
                found.incomePerHeadLastYear(), found.guarantees(), List.of(), List.of());
    }
}
