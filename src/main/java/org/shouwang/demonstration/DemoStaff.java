package org.shouwang.demonstration;

import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.shouwang.assistance.AssistancePlanningProcess;
import org.shouwang.assistance.HouseholdMeasures;
import org.shouwang.assistance.OfficialEntry;
import org.shouwang.assistance.Officials;
import org.shouwang.assistance.Visits;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseSearch;
import org.shouwang.casefile.process.Withdrawal;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.comparison.Datasets;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.ExtensionOutcome;
import org.shouwang.deadline.Extensions;
import org.shouwang.deadline.LimitRule;
import org.shouwang.deadline.Urgings;
import org.shouwang.elimination.LookBackPlan;
import org.shouwang.elimination.LookBackStart;
import org.shouwang.elimination.LookBacks;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdImport;
import org.shouwang.household.HouseholdSearch;
import org.shouwang.household.Households;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.microloan.LoanCases;
import org.shouwang.microloan.process.LoanServicing;
import org.shouwang.notice.Notices;
import org.shouwang.notice.process.ObjectionIntake;
import org.shouwang.problems.ProblemImport;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.EngineAuthority;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Acts as the demonstration's users: each act goes through the same code as the user's own act, but without a request. */
@Component
@Profile("demo")
class DemoStaff {

    private final CurrentUsers users;
    private final EngineAuthority authority;
    private final ProcessDoor door;
    private final CaseSearch cases;
    private final CaseTasks tasks;
    private final Withdrawal withdrawal;
    private final Notices notices;
    private final ObjectionIntake objections;
    private final Deadlines deadlines;
    private final Extensions extensions;
    private final Urgings urgings;
    private final Datasets datasets;
    private final CaseFiles files;
    private final Households households;
    private final HouseholdSearch search;
    private final Officials officials;
    private final HouseholdMeasures measures;
    private final Visits visits;
    private final HouseholdImport imports;
    private final LoanServicing servicing;
    private final LookBacks lookBacks;
    private final LookBackStart lookBackStart;
    private final ProblemImport problems;
    private final AdjustableClock clock;
    private final Map<String, CurrentUser> actors = new ConcurrentHashMap<>();

    DemoStaff(CurrentUsers users, EngineAuthority authority, ProcessDoor door, CaseSearch cases, CaseTasks tasks, Withdrawal withdrawal, Notices notices, ObjectionIntake objections,
              Deadlines deadlines, Extensions extensions, Urgings urgings, Datasets datasets, HouseholdImport imports,
              CaseFiles files, Households households, HouseholdSearch search, Officials officials, HouseholdMeasures measures, Visits visits,
              LoanServicing servicing, LookBacks lookBacks, LookBackStart lookBackStart, ProblemImport problems,
              AdjustableClock clock) {
        this.users = users;
        this.authority = authority;
        this.door = door;
        this.cases = cases;
        this.tasks = tasks;
        this.withdrawal = withdrawal;
        this.notices = notices;
        this.objections = objections;
        this.deadlines = deadlines;
        this.extensions = extensions;
        this.urgings = urgings;
        this.datasets = datasets;
        this.files = files;
        this.households = households;
        this.search = search;
        this.officials = officials;
        this.measures = measures;
        this.visits = visits;
        this.imports = imports;
        this.servicing = servicing;
        this.lookBacks = lookBacks;
        this.lookBackStart = lookBackStart;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * @return whether there is neither a case nor a household in a county
     */
    boolean seesNothing(String countyCode) {
        return as(new Post(Role.COUNTY, countyCode), () -> cases.find(null, null, null, 1).items().isEmpty()
                && search.find(null, null, null, null, 1).items().isEmpty());
    }

    LocalDate today() {
        return clock.today();
    }

    String register(Post post, Map<String, Object> clue) {
        return as(post, () -> door.start(MonitoringIdentificationProcess.KEY, clue));
    }

    /** Starts a process as a user, with all values of its start form. */
    String start(String userId, String process, Map<String, Object> form) {
        return as(userId, () -> door.start(process, form));
    }

    /** Completes a task as the user whose work it is. */
    void complete(String caseNo, String element, Map<String, Object> values) {
        OpenTask task = theOneAt(caseNo, element);
        submit(task, task.group(), values);
    }

    /** Completes a task as the second user of its post, since the first user did the work before it. */
    void completeAsSecond(String caseNo, String element, Map<String, Object> values) {
        OpenTask task = theOneAt(caseNo, element);
        submit(task, task.group() + DemoSetup.SECOND, values);
    }

    /** Completes a task as a user of one of the posts that may do it. */
    void complete(String caseNo, String element, Post post, String userId, Map<String, Object> values) {
        submit(openAt(caseNo, element).filter(task -> task.group().equals(post.group())).findFirst()
                .orElseThrow(() -> new IllegalStateException(caseNo + " has no task " + element + " of " + post.group())), userId, values);
    }

    private OpenTask theOneAt(String caseNo, String element) {
        return openAt(caseNo, element).findFirst()
                .orElseThrow(() -> new IllegalStateException(caseNo + " is not at " + element));
    }

    private Stream<OpenTask> openAt(String caseNo, String element) {
        return tasks.openOf(List.of(caseNo)).stream().filter(open -> open.element().equals(element));
    }

    private void submit(OpenTask task, String userId, Map<String, Object> values) {
        as(userId, () -> {
            door.complete(task.id(), values);
            return null;
        });
    }

    /** Begins a case for a household of the register. */
    String begin(Post post, String process, String householdNo, String reason) {
        return as(post, () -> door.start(process, Map.of("householdNo", householdNo, "reason", reason)));
    }

    /**
     * @return the number of the household of a case
     */
    String householdNo(String caseNo) {
        return householdOf(caseNo).householdNo();
    }

    /** Applies for a microloan at a bank, as the bank. */
    String apply(Post bank, Map<String, Object> application) {
        return as(bank, () -> door.start(LoanCases.PROCESS, application));
    }

    void repay(Post bank, String loanNo, BigDecimal amount) {
        as(bank, () -> {
            servicing.repay(loanNo, amount, today(), null);
            return null;
        });
    }

    /** Begins a look-back at all households of a region whose risk was eliminated. */
    void lookBack(Post county, String name, String regionCode, LocalDate dueOn) {
        as(county, () -> {
            lookBackStart.begin(lookBacks.create(new LookBackPlan(name, List.of(regionCode), "100", dueOn.toString(), null)));
            return null;
        });
    }

    /** Returns the number of the case that the household of a case has in another process. */
    String caseOf(String caseNo, String process) {
        return files.ofHousehold(files.get(caseNo).householdId()).stream()
                .filter(item -> item.process().equals(process)).findFirst().orElseThrow().caseNo();
    }

    /** Imports problems from a file as the city, and returns their numbers. */
    List<String> importProblems(String round, String countyCode, byte[] file) {
        return as(Post.CITY, () -> problems.read(new ProblemImport.Purpose(round, countyCode, null, null, null), file, true).items().stream()
                .map(ProblemImport.ImportRow::problemNo).toList());
    }

    /** Completes the open tasks of a problem at a step; each unit completes the task of its own line. */
    void completeLines(String problemNo, String element, Map<String, Object> values) {
        openAt(problemNo, element).toList().forEach(task -> submit(task, task.group(), values));
    }

    /** Verifies the reported rectification of a problem as the county's second user, who has reported nothing. */
    void verifyLines(String problemNo, Map<String, Object> values) {
        openAt(problemNo, VERIFY_RECTIFICATION).toList()
                .forEach(task -> submit(task, task.group() + DemoSetup.SECOND, values));
    }

    /** Enters people in the register of responsible people. */
    void addOfficials(Post post, OfficialEntry... entries) {
        as(post, () -> {
            Stream.of(entries).forEach(officials::add);
            return null;
        });
    }

    /**
     * @return the id of the first person of a township's register who may be made responsible
     */
    String officialOf(Post township) {
        return officials.choicesFor(township.regionCode()).stream().filter(official -> official.objection() == null)
                .map(official -> String.valueOf(official.id())).findFirst().orElseThrow();
    }

    /** Completes a task of the planning that the approval of a case has begun. */
    void completePlanning(String approved, String element, Map<String, Object> values) {
        complete(caseOf(approved, AssistancePlanningProcess.KEY), element, values);
    }

    void visit(Post post, String caseNo, String found) {
        String visitor = officials.find(Long.parseLong(officialOf(post.above().orElseThrow()))).orElseThrow().name();
        as(post, () -> visits.add(householdOf(caseNo), new Visits.Report(today(), null, visitor, true, found)));
    }

    /** Records that the household's first measure was carried out today. */
    void carryOut(Post post, String caseNo, String result) {
        as(post, () -> {
            Household household = householdOf(caseNo);
            measures.record(household, measures.of(household.id()).get(0).id(),
                    new HouseholdMeasures.Outcome(today(), result, null, null));
            return null;
        });
    }

    private Household householdOf(String caseNo) {
        return households.get(files.get(caseNo).householdId());
    }

    void withdraw(Post post, String caseNo, String reason) {
        as(post, () -> {
            withdrawal.withdraw(caseNo, reason);
            return null;
        });
    }

    void object(Post post, String caseNo, String statement) {
        List<String> posted = notices.of(caseNo).stream().map(notice -> notice.noticeNo()).toList();
        as(post, () -> objections.receive(posted.get(posted.size() - 1), caseNo, statement));
    }

    void askForMoreDays(Post post, String caseNo, int days, String reason) {
        as(post, () -> {
            LocalDate due = deadlines.find(caseNo, LimitRule.IDENTIFICATION_15D).orElseThrow().dueOn();
            return extensions.ask(caseNo, LimitRule.IDENTIFICATION_15D.name(), due.plusDays(days), reason);
        });
    }

    void decideOnMoreDays(Post post, String caseNo, ExtensionOutcome outcome, String opinion) {
        as(post, () -> {
            extensions.of(caseNo).stream().filter(extension -> extension.outcome() == null)
                    .forEach(open -> extensions.decide(open.id(), outcome, null, opinion));
            return null;
        });
    }

    void urge(Post post, String caseNo, String note) {
        as(post, () -> urgings.urge(caseNo, note));
    }

    void handIn(Post post, DatasetKind kind, LocalDate asOf, String csv) {
        as(post, () -> datasets.load(kind, post.regionCode(), asOf, csv.getBytes(StandardCharsets.UTF_8), post.group()));
    }

    void importHouseholds(Post post, String csv) {
        as(post, () -> imports.load(csv.getBytes(StandardCharsets.UTF_8), true));
    }

    /** Acts as the user of a post. The name of each post's first user is that of the post's group. */
    private <T> T as(Post post, Supplier<T> act) {
        return as(post.group(), act);
    }

    private <T> T as(String userId, Supplier<T> act) {
        // Nobody gets another post, is locked or stands in for a colleague in these months: each user is looked up once.
        CurrentUser user = actors.computeIfAbsent(userId, id -> users.current(id).orElseThrow());
        return users.actAs(user, () -> authority.asUser(user, act));
    }
}
