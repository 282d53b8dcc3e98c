package org.shouwang.identification;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.comparison.Comparisons;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.LimitRule;
import org.shouwang.household.Households;
import org.shouwang.household.Survey;
import org.shouwang.household.SurveyFacts;
import org.shouwang.household.Surveys;
import org.shouwang.household.WatchedPersons;
import org.shouwang.household.Weighing;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.Notices;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What happens to a case of identification, step by step; every method works in the transaction of its step. */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class Identification {

    private final Cases cases;
    private final Regions regions;
    private final WatchedPersons persons;
    private final Surveys surveys;
    private final Households households;
    private final Deadlines deadlines;
    private final Notices notices;
    private final Comparisons comparisons;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Identification(Cases cases, Regions regions, WatchedPersons persons, Surveys surveys, Households households,
                   Deadlines deadlines, Notices notices, Comparisons comparisons, CurrentUsers users,
                   AdjustableClock clock) {
        this.cases = cases;
        this.regions = regions;
        this.persons = persons;
        this.surveys = surveys;
        this.households = households;
        this.deadlines = deadlines;
        this.notices = notices;
        this.comparisons = comparisons;
        this.users = users;
        this.clock = clock;
    }

    /**
     * @param caseNo a case number, may be anything a user typed
     * @return the case
     * @throws NotFoundException if there is none that this user may see
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public IdentificationCase visible(String caseNo) {
        return cases.find(caseNo).filter(item -> maySee(users.get(), item))
                .orElseThrow(() -> new NotFoundException("没有这个案件"));
    }

    /**
     * @param caseNo a case that exists
     * @return the case
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public IdentificationCase get(String caseNo) {
        return cases.find(caseNo).orElseThrow();
    }

    /**
     * @param caseNo a case number
     * @return whether it is one of identification
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean exists(String caseNo) {
        return cases.find(caseNo).isPresent();
    }

    /**
     * @param item a case
     * @return its village with the regions above it
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Village villageOf(IdentificationCase item) {
        return regions.findVillage(item.villageCode()).orElseThrow();
    }

    /**
     * Registers a clue and begins the fifteen days.
     *
     * @param clue    the clue
     * @param village the household's village
     * @return the new case's number
     * @throws ConflictException if the person is in an open case or a monitored household; names the case to those who
     *                           may see it
     */
    public String register(Clue clue, Village village) {
        CurrentUser user = users.get();
        String caseNo = cases.nextNumber(village.countyCode());
        persons.take(clue.headIdNumber(), caseNo).ifPresent(holder -> {
            String shown = cases.find(holder).filter(item -> maySee(user, item)).map(IdentificationCase::caseNo).orElse(null);
            throw new ConflictException(shown == null ? "该户已有在办案件或已纳入监测，不能重复登记"
                    : "该户已有在办案件或已纳入监测，案件编号 " + shown, shown);
        });
        cases.add(caseNo, clue, village, user.id());
        deadlines.start(caseNo, LimitRule.IDENTIFICATION_15D, clue.foundOn(), village);
        return caseNo;
    }

    /**
     * Takes everybody found at the home into the case.
     *
     * @param caseNo the case
     * @param facts  what was found
     * @return the positions of the members who are in another case or monitored household; nothing counts if there are any
     */
    public List<Integer> takeMembers(String caseNo, SurveyFacts facts) {
        List<String> ids = facts.members().stream().map(member -> member.idNumber()).toList();
        return persons.replace(ids, caseNo).stream().map(ids::indexOf).sorted().toList();
    }

    /**
     * Records the visit to the home.
     *
     * @param caseNo   the case
     * @param facts    what was found
     * @param weighing what the table suggests
     */
    public void verify(String caseNo, SurveyFacts facts, Weighing weighing) {
        surveys.add(caseNo, facts, weighing, users.get().id());
        cases.rename(caseNo, facts.head().name());
    }

    /**
     * Compares the household with the departments' data.
     *
     * @param caseNo the case
     * @throws ConflictException if the household has not signed the authorisation
     */
    public void compare(String caseNo) {
        comparisons.compare(caseNo, get(caseNo).countyCode(), surveyOf(caseNo).facts());
    }

    /**
     * @param caseNo a case whose home was visited
     * @return the latest survey
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Survey surveyOf(String caseNo) {
        return surveys.latestOf(caseNo).orElseThrow();
    }

    /**
     * @param caseNo a case
     * @return the latest survey, or empty if the home was not visited yet
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Survey> findSurveyOf(String caseNo) {
        return surveys.latestOf(caseNo);
    }

    /**
     * What a notice would show of the case now.
     *
     * @param caseNo a case whose home was visited
     * @return the entry
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public NoticeEntry noticeEntryOf(String caseNo) {
        Survey survey = surveyOf(caseNo);
        return new NoticeEntry(caseNo, survey.facts().head().name(), survey.facts().members().size(),
                survey.weighing().category().title());
    }

    /**
     * @param caseNo a case whose home was visited
     * @return whether it has to be posted (again): never posted, an objection upheld, or what the notice shows changed
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isNoticeRequired(String caseNo) {
        return get(caseNo).objectionUpheld()
                || !notices.latestClearEntryOf(caseNo).equals(Optional.of(noticeEntryOf(caseNo)));
    }

    /**
     * Notes after the preselection whether a notice has to be posted (again), since the limit depends on it.
     *
     * @param caseNo the case
     * @return the same as {@link #isNoticeRequired}
     */
    public boolean settleNotice(String caseNo) {
        boolean required = isNoticeRequired(caseNo);
        deadlines.noticeRequired(caseNo, required);
        return required;
    }

    /**
     * Ends the identification without admission, at whatever level; the household has still to be told (ID-6).
     *
     * @param caseNo the case
     * @param status how it ended
     * @param reason why, or null where it is said only when the household is told
     */
    public void refuse(String caseNo, CaseStatus status, String reason) {
        cases.decide(caseNo, status, reason, clock.today());
        deadlines.meet(caseNo, LimitRule.IDENTIFICATION_15D);
        persons.release(caseNo);
    }

    /**
     * The county's approval: the household is in the register as monitored from this moment.
     *
     * @param caseNo the case
     */
    public void approve(String caseNo) {
        IdentificationCase item = get(caseNo);
        long householdId = households.admit(surveyOf(caseNo), item.villageCode(), item.countyCode(), users.get().id());
        cases.admitted(caseNo, householdId);
        cases.decide(caseNo, CaseStatus.APPROVED, null, clock.today());
        deadlines.meet(caseNo, LimitRule.IDENTIFICATION_15D);
        deadlines.start(caseNo, LimitRule.ENTRY_10D, clock.today(), villageOf(item));
    }

    /**
     * @param caseNo the case
     * @param place  where the result was announced, or null
     * @param day    when, or null for today
     */
    public void announce(String caseNo, String place, LocalDate day) {
        cases.announced(caseNo, place, day == null ? clock.today() : day);
    }

    /**
     * Finishes the entry: the case is done.
     *
     * @param caseNo     the case
     * @param systemCode the household's number in the national system, or null
     * @param day        when it was entered, or null for today
     */
    public void enter(String caseNo, String systemCode, LocalDate day) {
        cases.entered(caseNo, systemCode, day == null ? clock.today() : day);
        deadlines.meet(caseNo, LimitRule.ENTRY_10D);
    }

    /**
     * Records that the household was told of the refusal.
     *
     * @param caseNo the case
     * @param how    by what means
     * @param day    when
     * @param reason the reason it was told
     */
    public void inform(String caseNo, String how, LocalDate day, String reason) {
        cases.informed(caseNo, how, day, reason);
    }

    /**
     * Ends a case that is withdrawn before the county's decision; it does not count.
     *
     * @param caseNo the case
     * @param reason why
     */
    public void withdraw(String caseNo, String reason) {
        cases.withdrawn(caseNo, reason);
        deadlines.cancel(caseNo);
        notices.withdraw(caseNo);
        persons.release(caseNo);
    }

    /**
     * @param caseNo   the case
     * @param noticeNo the notice that was just posted
     */
    public void posted(String caseNo, String noticeNo) {
        cases.posted(caseNo, noticeNo);
    }

    /**
     * @param caseNo the case against whose notice an objection was upheld
     */
    public void objectionUpheld(String caseNo) {
        cases.objectionUpheld(caseNo);
    }

    /**
     * @param item a case
     * @return the number of its household in the register, or null until it is admitted
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String householdNoOf(IdentificationCase item) {
        return item.householdId() == null ? null : households.numberOf(item.householdId());
    }

    private static boolean maySee(CurrentUser user, IdentificationCase item) {
        return user.covers(item.villageCode()) || user.is(Role.PARTNER) && item.registeredBy().equals(user.id());
    }
}
