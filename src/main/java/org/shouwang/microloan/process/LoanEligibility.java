package org.shouwang.microloan.process;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.engine.DecisionTables;
import org.shouwang.engine.TableInputs;
import org.shouwang.household.Household;
import org.shouwang.household.Labour;
import org.shouwang.household.LabourChanges;
import org.shouwang.household.MonitoringStatus;
import org.shouwang.household.ReferenceLines;
import org.shouwang.household.RegisteredKind;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Surveys;
import org.shouwang.microloan.Application;
import org.shouwang.microloan.LoanParameters;
import org.shouwang.microloan.LoanTerms;
import org.shouwang.microloan.Loans;
import org.shouwang.microloan.MicroLoanProcess;
import org.shouwang.microloan.Refusal;
import org.shouwang.microloan.Standing;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** Asks the decision table {@code micro-loan-eligibility} whether an application meets the conditions (LN-1 to LN-3). */
@Component
class LoanEligibility implements TableInputs {

    private static final String WHO = "who";
    private static final String INCOME = "incomePerHead";
    private static final String ABLE = "anybodyAble";
    /** The dated parameters by the inputs that have their values. */
    private static final Map<String, String> BY_PARAMETER = Map.of("ceiling", "LOAN_CEILING", "longestTerm", "LOAN_TERM_MONTHS",
            "leastAge", "LOAN_AGE_LEAST", "mostAge", "LOAN_AGE_MOST");

    private final DecisionTables tables;
    private final Loans loans;
    private final LoanParameters parameters;
    private final Surveys surveys;
    private final LabourChanges labour;
    private final ReferenceLines lines;
    private final AdjustableClock clock;

    LoanEligibility(DecisionTables tables, Loans loans, LoanParameters parameters, Surveys surveys, LabourChanges labour,
                    ReferenceLines lines, AdjustableClock clock) {
        this.tables = tables;
        this.loans = loans;
        this.parameters = parameters;
        this.surveys = surveys;
        this.labour = labour;
        this.lines = lines;
        this.clock = clock;
    }

    /** The groups of households that the conditions of a loan tell apart (LN-1). */
    enum Who {
        MONITORED, OUT_OF_POVERTY, LOW_INCOME, OTHER
    }

    /**
     * Returns the conditions that an application does not meet, in the order of the table.
     *
     * @param application an application whose household is locked, so that its debts do not change meanwhile
     */
    List<Refusal> refusals(Application application) {
        LocalDate today = clock.today();
        LoanTerms terms = parameters.on(today);
        Standing standing = loans.standingOf(application.household().id());
        Optional<SurveyFacts> facts = Optional.ofNullable(application.household().surveyId())
                .map(id -> surveys.get(id).facts().with(labour.membersOf(application.household())));
        int ableToWork = facts.map(SurveyFacts::ableToWork).orElse(0);
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("purpose", application.purpose().name());
        inputs.put(WHO, who(application.household(), facts).name());
        inputs.put(INCOME, facts.map(SurveyFacts::incomePerHead).orElse(null));
        inputs.put(ABLE, facts.isPresent() && facts.get().members().stream().anyMatch(member -> member.labour() != Labour.NONE));
        inputs.put("ableToWork", ableToWork);
        inputs.put("age", IdNumber.ageOn(application.borrower().idNumber(), today));
        inputs.put("amount", application.amount());
        inputs.put("total", standing.total().add(application.amount()));
        inputs.put("termMonths", application.termMonths());
        inputs.put("openLoans", standing.openLoans());
        inputs.put("overdueLoans", standing.overdueLoans());
        inputs.put("compensatedLoans", standing.compensatedLoans());
        Map<String, BigDecimal> set = new HashMap<>(Map.of(ReferenceLines.PARAMETER, lines.on(today).amount()));
        BY_PARAMETER.values().forEach(name -> set.put(name, terms.values().value(name)));
        inputs.putAll(byParameters(inputs, set));
        return tables.rows(MicroLoanProcess.DECISION, inputs, set).stream()
                .map(row -> new Refusal((String) row.get("rule"), (String) row.get("field"), (Boolean) row.get("invalid"),
                        told(row, application, standing, terms), (String) row.get("source"))).toList();
    }

    /** Adds the figures to a reason, so that the reader knows what would be allowed. */
    private static String told(Map<String, Object> row, Application application, Standing standing, LoanTerms terms) {
        String reason = (String) row.get("reason");
        return switch ((String) row.get("field")) {
            case "purpose" -> "“" + application.purpose().title() + "”" + reason;
            case "amount" -> reason + " " + Decimals.money(terms.ceiling())
                    + (standing.openLoans() == 0 ? "" : "，已占用 " + Decimals.money(standing.total()));
            case "termMonths" -> reason + " " + terms.longestTerm() + " 个月";
            case "borrowerIdNumber" -> reason + "（" + terms.leastAge() + "至" + terms.mostAge() + "周岁）";
            default -> reason;
        };
    }

    /** Tells the group of a household as far as no line decides about it. */
    private static Who who(Household household, Optional<SurveyFacts> facts) {
        if (household.status() == MonitoringStatus.MONITORED) {
            return Who.MONITORED;
        }
        return facts.isPresent() && facts.get().registeredKind() == RegisteredKind.OUT_OF_POVERTY ? Who.OUT_OF_POVERTY : Who.OTHER;
    }

    private static Map<String, Object> byParameters(Map<String, Object> facts, Map<String, BigDecimal> parameters) {
        Map<String, Object> inputs = new HashMap<>();
        BY_PARAMETER.forEach((input, name) -> inputs.put(input, parameters.get(name)));
        BigDecimal income = (BigDecimal) facts.get(INCOME);
        Who who = Who.valueOf((String) facts.get(WHO));
        if (income != null && (who == Who.OTHER || who == Who.LOW_INCOME)) {
            boolean poor = income.compareTo(parameters.get(ReferenceLines.PARAMETER)) < 0;
            inputs.put(WHO, (poor && Boolean.TRUE.equals(facts.get(ABLE)) ? Who.LOW_INCOME : Who.OTHER).name());
        }
        return inputs;
    }

    @Override
    public boolean dependsOn(String table, String parameter) {
        return MicroLoanProcess.DECISION.equals(table)
                && (ReferenceLines.PARAMETER.equals(parameter) || BY_PARAMETER.containsValue(parameter));
    }

    @Override
    public Optional<Map<String, Object>> again(String table, String caseNo, Map<String, Object> facts, Map<String, BigDecimal> parameters) {
        return Optional.of(byParameters(facts, parameters));
    }
}
