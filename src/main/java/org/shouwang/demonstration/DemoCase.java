package org.shouwang.demonstration;

import static org.shouwang.assistance.AssistancePlanningProcess.ASSIGN_RESPONSIBLE;
import static org.shouwang.assistance.AssistancePlanningProcess.CONFIRM_PLAN;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_CONFIRMATION_OUTCOME;
import static org.shouwang.assistance.AssistancePlanningProcess.PLAN_MEASURES;
import static org.shouwang.elimination.LookBackProcess.LOOK_BACK_OUTCOME;
import static org.shouwang.elimination.RiskEliminationProcess.CHECK_HOUSEHOLD;
import static org.shouwang.elimination.RiskEliminationProcess.MARK_IN_SYSTEM;
import static org.shouwang.engine.Submission.RETURN_TO;
import static org.shouwang.identification.MonitoringIdentificationProcess.ANNOUNCE_RESULT;
import static org.shouwang.identification.MonitoringIdentificationProcess.APPROVE_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.CHECK_AT_COUNTY;
import static org.shouwang.identification.MonitoringIdentificationProcess.COMPARISON_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.CONFIRM_COMPARISON;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_APPROVAL_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.COUNTY_CHECK_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.INFORM_HOUSEHOLD;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;
import static org.shouwang.identification.MonitoringIdentificationProcess.TOWNSHIP_REVIEW_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.microloan.MicroLoanProcess.CHECK_USE;
import static org.shouwang.microloan.MicroLoanProcess.CONFIRM_SUBSIDY;
import static org.shouwang.microloan.MicroLoanProcess.CREDIT_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.DISBURSE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATE;
import static org.shouwang.microloan.MicroLoanProcess.INVESTIGATION_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REFUSAL_REVIEW_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_CREDIT;
import static org.shouwang.microloan.MicroLoanProcess.REVIEW_REFUSAL;
import static org.shouwang.microloan.MicroLoanProcess.SUBSIDY_OUTCOME;
import static org.shouwang.microloan.MicroLoanProcess.USE_CHECK_OUTCOME;
import static org.shouwang.notice.PublicNoticeProcess.OBJECTION_OUTCOME;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.shouwang.deadline.ExtensionOutcome;
import org.shouwang.elimination.LookBackProcess;
import org.shouwang.elimination.RiskEliminationProcess;
import org.shouwang.elimination.RiskRollbackProcess;
import org.shouwang.identification.ClueSource;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/**
 * The story of one household: everything that happens to it, day by day from the day on which the clue was found. Each method
 * adds one step, some days after the step before.
 */
final class DemoCase {

    private static final int TOWNSHIP_DIGITS = 9;
    private static final int COUNTY_DIGITS = 6;
    private static final LocalTime OPENING = LocalTime.of(8, 30);
    private static final int WORKING_MINUTES = 500;
    private static final int NOTICE_OVER = 6;
    private static final String LOOK_BACK = LookBackProcess.KEY;
    private static final String[] PLACES = {"村务公开栏", "村委会门口公示栏", "村民小组公示栏"};
    private static final String[] CONSENT = {"情况属实，同意", "经集体研究，同意", "材料齐全，同意", "经评议，符合条件，同意"};

    private final DemoStaff staff;
    private final DemoFamily family;
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final List<Step> assistance = new ArrayList<>();
    private int day;
    private int postedOn;
    private boolean comparedWithCar;
    /** The number of the case that was begun last. */
    private String caseNo;
    private String loanNo;

    DemoCase(DemoStaff staff, DemoFamily family, Random random) {
        this.staff = staff;
        this.family = family;
        this.random = random;
    }

    /**
     * One step of the story.
     *
     * @param day  days since the clue was found
     * @param time the time of that day
     * @param act  the act
     */
    record Step(int day, LocalTime time, Act act) {
    }

    /** An act in a case. It is given the day on which the clue was found. */
    interface Act {
        void on(LocalDate foundOn);
    }

    List<Step> steps() {
        return Stream.concat(steps.stream(), assistance.stream())
                .sorted(Comparator.comparing(Step::day).thenComparing(Step::time)).toList();
    }

    DemoFamily family() {
        return family;
    }

    /**
     * @return whether the comparison is to find a car of which the village did not know
     */
    boolean ownsCar() {
        return comparedWithCar;
    }

    /**
     * @return the number of the household in the register, once it is there
     */
    String householdNo() {
        return staff.householdNo(caseNo);
    }

    int lastDay() {
        return day;
    }

    DemoCase registered(int days) {
        ClueSource source = source();
        Post by = switch (source) {
            case DEPARTMENT_WARNING, PETITION -> county();
            case DISASTER -> township();
            case CADRE_CHECK -> random.nextBoolean() ? township() : village();
            case SELF_REPORT -> village();
        };
        return then(days, foundOn -> {
            Map<String, Object> clue = new LinkedHashMap<>();
            clue.put("source", source.name());
            clue.put("foundOn", foundOn.toString());
            clue.put("villageCode", family.villageCode());
            clue.put("headName", family.head().name());
            clue.put("headIdNumber", family.head().idNumber());
            clue.put("riskDescription", family.hardship().clue());
            caseNo = staff.register(by, clue);
        });
    }

    private ClueSource source() {
        if (family.hardship() == DemoFamily.Hardship.FLOOD) {
            return ClueSource.DISASTER;
        }
        int chance = random.nextInt(100);
        return chance < 45 ? ClueSource.SELF_REPORT : chance < 75 ? ClueSource.CADRE_CHECK
                : chance < 93 ? ClueSource.DEPARTMENT_WARNING : ClueSource.PETITION;
    }

    DemoCase visited(int days) {
        return task(days, VERIFY_HOUSEHOLD, () -> family.found(staff.today()));
    }

    DemoCase visitedInVain(int days, String outcome, String opinion) {
        return task(days, VERIFY_HOUSEHOLD, () -> Map.of(VERIFICATION_OUTCOME, outcome,
                "verifiedOn", staff.today().toString(), "opinion", opinion));
    }

    DemoCase compared(int days) {
        return task(days, CONFIRM_COMPARISON, () -> Map.of(COMPARISON_OUTCOME, "CONSISTENT"));
    }

    DemoCase foundDiscrepant(int days) {
        comparedWithCar = true;
        return task(days, CONFIRM_COMPARISON, () -> Map.of(COMPARISON_OUTCOME, "DISCREPANT",
                "opinion", "户主名下登记有小型轿车，入户核实时未反映，请重新核实"));
    }

    DemoCase preselected(int days) {
        return task(days, PRESELECT_AT_VILLAGE, () -> Map.of(PRESELECTION_OUTCOME, "PRESELECT",
                "opinion", "村民代表会议评议同意"));
    }

    DemoCase notPreselected(int days) {
        return task(days, PRESELECT_AT_VILLAGE, () -> Map.of(PRESELECTION_OUTCOME, "REJECT",
                "opinion", "子女有稳定收入并已承担赡养，评议认为不存在返贫致贫风险"));
    }

    DemoCase posted(int days) {
        String place = pick(PLACES);
        task(days, PublicNoticeProcess.POST_NOTICE, () -> Map.of("postedAt", place,
                "postedFrom", staff.today().toString()));
        postedOn = day;
        return this;
    }

    DemoCase objected(int days) {
        return then(days, foundOn -> staff.object(village(), caseNo, "有村民反映该户在镇上有门面出租"));
    }

    DemoCase objectionDismissed(int days) {
        return task(days, PublicNoticeProcess.RESOLVE_OBJECTION, () -> Map.of(OBJECTION_OUTCOME, "DISMISSED",
                "opinion", "经核查，门面系同名人员所有，异议不成立"));
    }

    DemoCase objectionUpheld(int days) {
        return task(days, PublicNoticeProcess.RESOLVE_OBJECTION, () -> Map.of(OBJECTION_OUTCOME, "UPHELD",
                "opinion", "反映的情况部分属实，请重新入户核实收入"));
    }

    /** Adds the township's approval. Its days are counted from the end of the notice. */
    DemoCase reviewed(int days) {
        return afterNotice().decided(days, REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, "APPROVE");
    }

    DemoCase returnedByTownship(int days) {
        return afterNotice().task(days, REVIEW_AT_TOWNSHIP, () -> Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN",
                "opinion", "家庭支出缺少票据，请补充核实"));
    }

    DemoCase refusedByTownship(int days) {
        return afterNotice().task(days, REVIEW_AT_TOWNSHIP, () -> Map.of(TOWNSHIP_REVIEW_OUTCOME, "REJECT",
                "opinion", "家庭收入稳定，支出在承受范围内，不符合纳入条件"));
    }

    DemoCase checked(int days) {
        return decided(days, CHECK_AT_COUNTY, COUNTY_CHECK_OUTCOME, "PASS");
    }

    DemoCase returnedByCounty(int days) {
        return task(days, CHECK_AT_COUNTY, () -> Map.of(COUNTY_CHECK_OUTCOME, "RETURN", RETURN_TO, "TOWNSHIP",
                "opinion", "乡镇审核意见过于简略，请补充"));
    }

    DemoCase refusedByCounty(int days) {
        return task(days, CHECK_AT_COUNTY, () -> Map.of(COUNTY_CHECK_OUTCOME, "REJECT",
                "opinion", "经部门会商，该户已享受的救助政策足以化解风险"));
    }

    DemoCase approved(int days) {
        return approved(days, 1 + random.nextInt(3), 4 + random.nextInt(3), 7 + random.nextInt(4));
    }

    /**
     * Adds the county's approval and the planning of assistance that the approval begins beside the rest of the case. Acts
     * that would lie in the future are left out.
     *
     * @param days      days after the step before
     * @param assigned  days from the approval until an official is made responsible
     * @param planned   days from the approval until the plan is made
     * @param confirmed days from the approval until the county confirms the plan
     */
    DemoCase approved(int days, int assigned, int planned, int confirmed) {
        decided(days, APPROVE_AT_COUNTY, COUNTY_APPROVAL_OUTCOME, "APPROVE");
        int approvedOn = day;
        assistance(approvedOn + assigned, () -> staff.completePlanning(caseNo, ASSIGN_RESPONSIBLE,
                Map.of("officialId", staff.officialOf(township()))));
        assistance(approvedOn + planned, () -> staff.completePlanning(caseNo, PLAN_MEASURES,
                family.plan(staff.today().plusDays(30))));
        assistance(approvedOn + confirmed, () -> staff.completePlanning(caseNo, CONFIRM_PLAN,
                Map.of(PLAN_CONFIRMATION_OUTCOME, "CONFIRM", "opinion", "措施与风险对应，同意")));
        assistance(approvedOn + confirmed + 12, () -> staff.visit(village(), caseNo, "了解了措施落实情况，家庭情况稳定"));
        assistance(approvedOn + confirmed + 20, () -> staff.carryOut(village(), caseNo, "已按计划落实，农户认可"));
        assistance(approvedOn + confirmed + 45, () -> staff.visit(village(), caseNo, "再次走访，没有新增困难"));
        return this;
    }

    private void assistance(int onDay, Runnable act) {
        assistance.add(new Step(onDay, OPENING.plusMinutes(random.nextInt(WORKING_MINUTES)), foundOn -> act.run()));
    }

    DemoCase returnedByLeaders(int days) {
        return task(days, APPROVE_AT_COUNTY, () -> Map.of(COUNTY_APPROVAL_OUTCOME, "RETURN", RETURN_TO, "VILLAGE",
                "opinion", "上年收入与今年相差过大，请重新入户核实"));
    }

    DemoCase refusedByLeaders(int days) {
        return task(days, APPROVE_AT_COUNTY, () -> Map.of(COUNTY_APPROVAL_OUTCOME, "REJECT",
                "opinion", "会议研究认为风险尚不明显，暂不纳入，列入日常关注"));
    }

    DemoCase announced(int days) {
        String place = pick(PLACES);
        return task(days, ANNOUNCE_RESULT, () -> Map.of("announcedAt", place,
                "announcedOn", staff.today().toString()));
    }

    DemoCase entered(int days) {
        return task(days, ENTER_SYSTEM, () -> Map.of("enteredOn", staff.today().toString()));
    }

    DemoCase informed(int days, String reason) {
        String how = pick(new String[] {"VISIT", "PHONE", "WRITTEN"});
        return task(days, INFORM_HOUSEHOLD, () -> Map.of("informedBy", how,
                "informedOn", staff.today().toString(), "refusalReason", reason));
    }

    DemoCase withdrawn(int days, String reason) {
        Post by = random.nextBoolean() ? village() : township();
        return then(days, foundOn -> staff.withdraw(by, caseNo, reason));
    }

    DemoCase askedForMoreDays(int days, int more) {
        return then(days, foundOn -> staff.askForMoreDays(township(), caseNo, more, "户主在外地住院，核实需要等其返乡"));
    }

    DemoCase moreDaysGranted(int days) {
        return then(days, foundOn -> staff.decideOnMoreDays(county(), caseNo, ExtensionOutcome.GRANTED, "情况属实，同意"));
    }

    DemoCase moreDaysRefused(int days) {
        return then(days, foundOn -> staff.decideOnMoreDays(county(), caseNo, ExtensionOutcome.REFUSED,
                "可委托亲属代为办理，请抓紧核实"));
    }

    /**
     * Adds a reminder by the county. Its days are counted from the day on which the clue was found, not from the step before.
     */
    DemoCase urgedOn(int dayOfCase) {
        return then(dayOfCase - day, foundOn -> staff.urge(county(), caseNo, "已超过规定时限，请尽快办结并说明原因"));
    }

    /** Lets the village propose the elimination of the risk. */
    DemoCase eliminationBegun(int days) {
        return begun(days, RiskEliminationProcess.KEY, "家庭收入稳定超过监测范围，风险已经消除");
    }

    DemoCase riskFoundGone(int days) {
        return task(days, CHECK_HOUSEHOLD, () -> family.recovered(staff.today()));
    }

    DemoCase eliminationApproved(int days) {
        return decided(days, APPROVE_AT_COUNTY, COUNTY_APPROVAL_OUTCOME, "APPROVE");
    }

    DemoCase marked(int days) {
        return task(days, MARK_IN_SYSTEM, () -> Map.of("markedOn", staff.today().toString()));
    }

    /** Lets the village propose the rollback of the elimination. */
    DemoCase rollbackBegun(int days) {
        return begun(days, RiskRollbackProcess.KEY, "消除时漏算了一笔自付医疗费用，风险其实没有消除");
    }

    DemoCase riskFoundLeft(int days) {
        return task(days, CHECK_HOUSEHOLD, () -> family.stillAtRisk(staff.today()));
    }

    DemoCase rollbackReviewed(int days) {
        return decided(days, REVIEW_AT_TOWNSHIP, TOWNSHIP_REVIEW_OUTCOME, "APPROVE");
    }

    /** Lets the county begin a look-back at all households of this township whose risk was eliminated. */
    DemoCase lookBackBegun(int days) {
        return then(days, foundOn -> staff.lookBack(county(), "季度回头看", township().regionCode(), staff.today().plusDays(20)));
    }

    DemoCase eliminationConfirmed(int days) {
        return then(days, foundOn -> staff.complete(staff.caseOf(caseNo, LOOK_BACK), CHECK_HOUSEHOLD,
                Map.of(LOOK_BACK_OUTCOME, "CONFIRMED", "verifiedOn", staff.today().toString(), "opinion", "收入稳定，没有新的风险")));
    }

    DemoCase lookBackReviewed(int days) {
        return then(days, foundOn -> staff.complete(staff.caseOf(caseNo, LOOK_BACK), REVIEW_AT_TOWNSHIP,
                Map.of(TOWNSHIP_REVIEW_OUTCOME, "APPROVE", "opinion", "同意")));
    }

    private DemoCase begun(int days, String process, String reason) {
        return then(days, foundOn -> caseNo = staff.begin(village(), process, staff.householdNo(caseNo), reason));
    }

    DemoCase loanAppliedFor(int days, int amount, int months) {
        return then(days, foundOn -> {
            Map<String, Object> application = new LinkedHashMap<>();
            application.put("householdNo", staff.householdNo(caseNo));
            application.put("borrowerIdNumber", family.borrower().orElseThrow().idNumber());
            application.put("amount", amount);
            application.put("purpose", family.hardship() == DemoFamily.Hardship.FAILED_FARM ? "PLANTING" : "BREEDING");
            application.put("termMonths", months);
            application.put("bankCode", bank().group());
            loanNo = staff.apply(bank(), application);
        });
    }

    DemoCase loanInvestigated(int days) {
        return loan(days, INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "SUITABLE", "opinion", "有养殖经验，用途真实"));
    }

    DemoCase loanDisbursed(int days) {
        return then(days, foundOn -> staff.completeAsSecond(loanNo, REVIEW_CREDIT, Map.of(CREDIT_OUTCOME, "APPROVE")))
                .loan(1, CONFIRM_SUBSIDY, Map.of(SUBSIDY_OUTCOME, "CONFIRMED")).loan(1, DISBURSE, Map.of());
    }

    DemoCase loanUseChecked(int days) {
        return loan(days, CHECK_USE, Map.of(USE_CHECK_OUTCOME, "AS_AGREED", "opinion", "已购买羊羔，与申请一致"));
    }

    DemoCase loanRepaid(int days, int amount) {
        return then(days, foundOn -> staff.repay(bank(), loanNo, BigDecimal.valueOf(amount)));
    }

    DemoCase loanRefused(int days) {
        return loan(days, INVESTIGATE, Map.of(INVESTIGATION_OUTCOME, "UNSUITABLE", "refusalGround", "PROJECT",
                "opinion", "项目没有销路，难以按期还款"))
                .loan(2, REVIEW_REFUSAL, Map.of(REFUSAL_REVIEW_OUTCOME, "UPHELD", "opinion", "情况属实，建议先落实销售渠道"))
                .then(1, foundOn -> staff.complete(loanNo, INFORM_HOUSEHOLD, Map.of("informedBy", "VISIT",
                        "informedOn", staff.today().toString(), "refusalReason", "项目没有销路，难以按期还款")));
    }

    private DemoCase loan(int days, String element, Map<String, Object> values) {
        return then(days, foundOn -> staff.complete(loanNo, element, values));
    }

    private DemoCase decided(int days, String element, String outcomeKey, String outcome) {
        String opinion = pick(CONSENT);
        return task(days, element, () -> Map.of(outcomeKey, outcome, "opinion", opinion));
    }

    private DemoCase afterNotice() {
        day = Math.max(day, postedOn + NOTICE_OVER);
        return this;
    }

    private DemoCase task(int days, String element, Supplier<Map<String, Object>> values) {
        return then(days, foundOn -> staff.complete(caseNo, element, values.get()));
    }

    /** Adds a step. Two steps of one case on the same day follow each other with some minutes between. */
    private DemoCase then(int days, Act act) {
        day += days;
        LocalTime time = OPENING.plusMinutes(random.nextInt(WORKING_MINUTES));
        if (!steps.isEmpty() && steps.get(steps.size() - 1).day() == day) {
            LocalTime before = steps.get(steps.size() - 1).time();
            time = before.plusMinutes(10L + random.nextInt(40));
        }
        steps.add(new Step(day, time, act));
        return this;
    }

    private Post village() {
        return new Post(Role.VILLAGE, family.villageCode());
    }

    private Post township() {
        return new Post(Role.TOWNSHIP, family.villageCode().substring(0, TOWNSHIP_DIGITS));
    }

    private Post bank() {
        return new Post(Role.BANK, county().regionCode());
    }

    private Post county() {
        return new Post(Role.COUNTY, family.villageCode().substring(0, COUNTY_DIGITS));
    }

    private String pick(String[] texts) {
        return texts[random.nextInt(texts.length)];
    }
}
