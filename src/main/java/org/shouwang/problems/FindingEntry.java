package org.shouwang.problems;

import java.util.List;
import java.util.Optional;
import org.shouwang.engine.TwoPeople;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The registration of findings (对照排查). County, township and village record findings and their results; a second person in the
 * county's department strikes a finding off.
 */
@Service
public class FindingEntry {

    private static final TwoPeople.Pair FINDING = new TwoPeople.Pair("这个排查问题由您本人登记，须由另一人销号",
            "select recorded_by from shouwang.problem_finding where id = :reference");

    private final Findings findings;
    private final Problems problems;
    private final Regions regions;
    private final Locks locks;
    private final TwoPeople twoPeople;
    private final CurrentUsers users;
    private final Acts acts;

    FindingEntry(Findings findings, Problems problems, Regions regions, Locks locks, TwoPeople twoPeople,
                 CurrentUsers users, Acts acts) {
        this.findings = findings;
        this.problems = problems;
        this.regions = regions;
        this.locks = locks;
        this.twoPeople = twoPeople;
        this.users = users;
        this.acts = acts;
    }

    /**
     * Tells whether the user may record findings for a problem. Users with a post of the county, of its townships or of its
     * villages may; departments may not.
     *
     * @param problem a problem that the user who has signed in may see
     */
    public boolean mayNote(Problem problem) {
        CurrentUser user = users.get();
        return user.is(Role.COUNTY, problem.countyCode()) || user.posts().stream().anyMatch(post ->
                (post.role() == Role.TOWNSHIP || post.role() == Role.VILLAGE) && post.regionCode().startsWith(problem.countyCode()));
    }

    /**
     * Tells whether the user may strike off the problem's findings, which only the county's department may.
     *
     * @param problem a problem that the user who has signed in may see
     */
    public boolean mayStrikeOff(Problem problem) {
        return users.get().is(Role.COUNTY, problem.countyCode());
    }

    /**
     * Records a finding on behalf of the user who has signed in.
     *
     * @param problem     a problem that the user may see
     * @param region      the code of the township or village; may be anything that a user typed
     * @param household   the number of a household there, or null or blank if the finding concerns no household
     * @param description the finding's description
     * @param measures    the measures against it, or null
     * @throws ForbiddenException if the user may not record findings for the problem
     * @throws ConflictException  if the problem has a finding with this description
     */
    @Transactional
    public void add(Problem problem, String region, String household, String description, String measures) {
        require(problem);
        FieldErrors errors = new FieldErrors();
        String text = ProblemEntry.text(errors, "description", "排查发现的问题", description, ProblemEntry.MAX_TEXT);
        String done = measures == null || measures.isBlank() ? null
                : ProblemEntry.text(errors, "measures", "整改措施", measures, ProblemEntry.MAX_TEXT);
        Optional<Region> place = regions.find(String.valueOf(region).strip()).filter(each -> each.code().startsWith(problem.countyCode())
                && (each.level() == RegionLevel.TOWNSHIP || each.level() == RegionLevel.VILLAGE) && users.get().covers(each.code()));
        if (place.isEmpty()) {
            errors.add("region", "乡镇或村", "须为本辖区的乡镇（9位）或村（12位）代码");
        }
        Optional<Long> householdId = household == null || household.isBlank() || place.isEmpty() ? Optional.empty()
                : findings.householdIn(household.strip(), place.get().code());
        if (household != null && !household.isBlank() && place.isPresent() && householdId.isEmpty()) {
            errors.add("household", "户编号", "所填的乡镇或村没有这个户");
        }
        errors.throwIfAny();
        locks.lock(problem.problemNo());
        Finding finding = new Finding(0, 0, place.orElseThrow().code(), householdId.orElse(null), null, text, done, problem.dueOn(),
                place.get().name(), null, false);
        if (findings.has(problem.problemNo(), finding)) {
            throw new ConflictException("这个排查问题已经登记");
        }
        findings.add(problem.problemNo(), finding);
        acts.add(Act.Kind.DECISION, users.get().id(), problem.problemNo(), "DONE", "登记排查问题");
    }

    /**
     * Records the result of a finding on behalf of the user who has signed in.
     *
     * @param problem   a problem that the user may see
     * @param position  the finding's place in the problem's list; the first is 1
     * @param result    整改结果
     * @param struckOff whether the finding is struck off
     * @throws NotFoundException  if the problem has no finding at this place
     * @throws ForbiddenException if the finding's place is not in the user's region, or the user strikes off without a post of
     *     the county's department
     * @throws ConflictException  if the user strikes off a finding that the same user has recorded, or the finding is struck
     *     off already
     */
    @Transactional
    public void set(Problem problem, int position, String result, boolean struckOff) {
        require(problem);
        FieldErrors errors = new FieldErrors();
        String text = ProblemEntry.text(errors, "result", "整改结果", result, ProblemEntry.MAX_TEXT);
        errors.throwIfAny();
        locks.lock(problem.problemNo());
        List<Finding> all = findings.of(problem.id());
        if (position < 1 || position > all.size()) {
            throw new NotFoundException("没有这个排查问题");
        }
        Finding finding = all.get(position - 1);
        if (!users.get().covers(finding.regionCode() == null ? problem.countyCode() : finding.regionCode())) {
            throw new ForbiddenException("由排查的乡镇、村或县级办理");
        }
        if (finding.struckOff()) {
            throw new ConflictException("这个排查问题已经销号");
        }
        if (struckOff) {
            if (!mayStrikeOff(problem)) {
                throw new ForbiddenException("排查问题由县级乡村振兴部门核实后销号");
            }
            twoPeople.require(FINDING, problem.problemNo(), finding.id());
        }
        findings.set(problem.id(), position, text, struckOff);
        acts.add(Act.Kind.DECISION, users.get().id(), problem.problemNo(), "DONE",
                "排查问题" + position + (struckOff ? "：销号" : "：未销号"));
    }

    private void require(Problem problem) {
        if (!mayNote(problem)) {
            throw new ForbiddenException("排查问题由县、乡镇、村登记");
        }
    }
}
