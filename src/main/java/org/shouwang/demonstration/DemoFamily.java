package org.shouwang.demonstration;

import static org.shouwang.elimination.RiskEliminationProcess.CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.household.AmountItem;
import org.shouwang.household.Guarantee;
import org.shouwang.household.Labour;
import org.shouwang.household.RegisteredKind;
import org.shouwang.household.Relation;

/**
 * A made-up household as a visit finds it.
 *
 * @param villageCode           the code of its village
 * @param members               all its members, the head first
 * @param hardship              the hardship that befell it
 * @param kind                  the kind under which it is registered
 * @param amounts               yuan of the last twelve months by item; every item is present
 * @param incomePerHeadLastYear yuan per head in the last year
 * @param unmet                 the guarantees that are not met
 */
record DemoFamily(String villageCode, List<DemoPerson> members, Hardship hardship, RegisteredKind kind,
                  Map<AmountItem, Integer> amounts, int incomePerHeadLastYear, List<Guarantee> unmet) {

    /**
     * The hardships that befall households. Each has the risk and the sudden event of the form, the measure against it, the
     * clue, and the words of the visitor.
     */
    enum Hardship {
        ILLNESS("ILLNESS", "ILLNESS", "HEALTH_AID", "家中有人患重病住院，自付医疗费用较大", "成员患重病，报销后自付费用仍超过家庭承受能力，陪护影响务工"),
        CHRONIC("ILLNESS", "NONE", "HEALTH_CHRONIC", "家中老人长期服药，支出负担重", "成员患慢性病需长期服药，家庭刚性支出偏高"),
        SCHOOLING("SCHOOLING", "NONE", "EDUCATION_SUBSIDY", "子女上学支出大，家庭收入偏低", "子女在高中及以上阶段就读，学费和生活费支出大"),
        DISABILITY("DISABILITY", "NONE", "SOCIAL_SECURITY_DISABILITY", "家中有残疾成员，缺少稳定收入", "成员残疾，需要照料，家庭劳动力不足"),
        FLOOD("DISASTER", "DISASTER", "SOCIAL_SECURITY_RELIEF", "强降雨致房屋受损、庄稼减产", "住房和农作物受灾，维修费用大，当季收入明显减少"),
        ACCIDENT("ACCIDENT", "ACCIDENT", "SOCIAL_SECURITY_RELIEF", "外出务工时发生意外受伤，暂时不能劳动", "主要劳动力意外受伤，治疗和误工造成支出骤增"),
        FAILED_FARM("INDUSTRY_FAILURE", "NONE", "INDUSTRY_BREEDING", "养殖失败，贷款周转困难", "养殖的牲畜发病死亡，投入未能收回"),
        JOB_LOST("JOB_LOSS", "NONE", "EMPLOYMENT_PLACEMENT", "外出务工返乡，尚未找到新的工作", "务工企业停产，主要劳动力返乡待业，收入比上年下降明显"),
        NO_LABOUR("NO_LABOUR", "NONE", "SOCIAL_SECURITY_DIBAO", "老人独自居住，没有劳动能力", "家中无劳动力，主要靠养老金和低保维持");

        private final String risk;
        private final String suddenEvent;
        private final String measure;
        private final String clue;
        private final String statement;

        Hardship(String risk, String suddenEvent, String measure, String clue, String statement) {
            this.risk = risk;
            this.suddenEvent = suddenEvent;
            this.measure = measure;
            this.clue = clue;
            this.statement = statement;
        }

        String clue() {
            return clue;
        }
    }

    DemoPerson head() {
        return members.get(0);
    }

    /** Returns the village's form after a visit that found the household at risk. */
    Map<String, Object> found(LocalDate day) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(VERIFICATION_OUTCOME, "AT_RISK");
        form.put("verifiedOn", day.toString());
        form.put("authorisationSigned", true);
        form.put("registeredKind", kind.name());
        form.put("members", members.stream().map(DemoFamily::row).toList());
        amounts.forEach((item, yuan) -> form.put(item.key(), yuan));
        form.put("incomePerHeadLastYear", incomePerHeadLastYear);
        form.put("educationGuaranteed", met(Guarantee.EDUCATION));
        form.put("medicalGuaranteed", met(Guarantee.MEDICAL));
        form.put("housingSafe", met(Guarantee.HOUSING));
        form.put("waterSafe", met(Guarantee.WATER));
        form.put("suddenEvent", hardship.suddenEvent);
        form.put("risks", List.of(hardship.risk));
        form.put("riskStatement", hardship.statement);
        return form;
    }

    /** Returns the member who may borrow: the head or the spouse, if able to work. */
    Optional<DemoPerson> borrower() {
        return members.stream().filter(member -> member.relation() == Relation.HEAD || member.relation() == Relation.SPOUSE)
                .filter(member -> member.labour() == Labour.FULL).findFirst();
    }

    /** Returns the village's form after a visit that found the risk gone. */
    Map<String, Object> recovered(LocalDate day) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put(CHECK_OUTCOME, "RISK_GONE");
        form.put("eliminationKind", "STABLE");
        form.put("verifiedOn", day.toString());
        form.put("risksAnswered", List.of(Map.of("risk", hardship.risk, "gone", true, "how", "帮扶措施落实后收入稳定，支出回到正常水平")));
        form.put(AmountItem.WAGE_INCOME.key(), 18_000 * members.size());
        form.put(AmountItem.MEDICAL_SPENDING.key(), 600);
        for (Guarantee guarantee : Guarantee.values()) {
            form.put(guarantee.key(), "YES");
        }
        form.put("opinion", "家庭收入稳定，三保障和饮水安全均有保障");
        return form;
    }

    /** Returns the village's form after a visit that found the risk still there after an elimination. */
    Map<String, Object> stillAtRisk(LocalDate day) {
        return Map.of(CHECK_OUTCOME, "RISK_REMAINS", "verifiedOn", day.toString(), "risksAnswered",
                List.of(Map.of("risk", hardship.risk, "gone", false)), "opinion", "核对票据后，自付费用仍超过家庭承受能力");
    }

    /** Returns the township's plan for the household, which meets the demands of AS-3 and AS-4. */
    Map<String, Object> plan(LocalDate by) {
        List<Map<String, Object>> measures = new ArrayList<>();
        measures.add(measure(hardship.measure, by));
        boolean ableToWork = members.stream().anyMatch(member -> member.labour() == Labour.FULL);
        if (ableToWork && !hardship.measure.startsWith("EMPLOYMENT") && !hardship.measure.startsWith("INDUSTRY")) {
            measures.add(measure(members.size() % 2 == 0 ? "EMPLOYMENT_PLACEMENT" : "INDUSTRY_PLANTING", by));
        }
        if (members.stream().allMatch(member -> member.labour() == Labour.NONE) && !hardship.measure.startsWith("SOCIAL_SECURITY")) {
            measures.add(measure("SOCIAL_SECURITY_DIBAO", by));
        }
        if (ableToWork && hardship == Hardship.FAILED_FARM) {
            Map<String, Object> loan = measure("FINANCE_MICRO_LOAN", by);
            loan.put("amount", 30000);
            measures.add(loan);
        }
        return Map.of("measures", measures);
    }

    private Map<String, Object> measure(String code, LocalDate by) {
        return new LinkedHashMap<>(Map.of("measure", code, "risk", hardship.risk, "plannedOn", by.toString()));
    }

    /** Returns the first row of a file of households. */
    static String importHeader() {
        return "villageCode,name,idNumber,relation,health,labour,schooling,incomePerHeadLastYear,"
                + Arrays.stream(AmountItem.values()).map(AmountItem::key).collect(Collectors.joining(",")) + "\n";
    }

    /** Returns the rows of the household in a file of households. Values of the whole household stand in the head's row. */
    List<String> importRows() {
        String money = incomePerHeadLastYear + "," + Arrays.stream(AmountItem.values())
                .map(item -> String.valueOf(amounts.get(item))).collect(Collectors.joining(","));
        return members.stream().map(member -> String.join(",", villageCode, member.name(), member.idNumber(),
                member.relation().name(), member.health().name(), member.labour().name(), member.schooling().name(),
                member == head() ? money : ",".repeat(AmountItem.values().length)) + "\n").toList();
    }

    private String met(Guarantee guarantee) {
        return unmet.contains(guarantee) ? "NO" : "YES";
    }

    private static Map<String, Object> row(DemoPerson member) {
        return Map.of("name", member.name(), "idNumber", member.idNumber(), "relation", member.relation().name(),
                "health", member.health().name(), "labour", member.labour().name(), "schooling", member.schooling().name());
    }
}
