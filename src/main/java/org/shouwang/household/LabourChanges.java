package org.shouwang.household;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of members' health and ability to work since the survey. As soon as a member can work again, the household is no
 * longer one without any labour, and its mark as such a household ends (SN-1).
 */
@Service
public class LabourChanges {

    private final JdbcClient jdbc;
    private final Households households;
    private final Surveys surveys;
    private final Marks marks;
    private final Messages messages;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LabourChanges(JdbcClient jdbc, Households households, Surveys surveys, Marks marks, Messages messages,
                  CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.surveys = surveys;
        this.marks = marks;
        this.messages = messages;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Returns the members of a household with their health and ability to work as last recorded.
     *
     * @param household a household
     * @return the members in the order of the survey; empty if the household has no survey
     */
    public List<Member> membersOf(Household household) {
        if (household.surveyId() == null) {
            return List.of();
        }
        List<Member> members = new ArrayList<>(surveys.get(household.surveyId()).facts().members());
        for (LabourChange change : of(household)) {
            Member member = members.get(change.memberNo() - 1);
            members.set(change.memberNo() - 1, new Member(member.name(), member.idNumber(), member.relation(),
                    change.health(), change.labour(), member.schooling()));
        }
        return members;
    }

    /** Returns how many members of a household can work, fully or in part, as last recorded. */
    public long countAbleToWork(Household household) {
        return membersOf(household).stream().filter(member -> member.labour() != Labour.NONE).count();
    }

    /** Returns the changes since the survey on which the household was last admitted, oldest first. */
    public List<LabourChange> of(Household household) {
        return household.surveyId() == null ? List.of() : jdbc.sql("""
                        select c.position + 1 as member_no, m.name, c.health, c.labour, c.found_on, c.reason, c.recorded_by
                        from shouwang.labour_change c
                        join shouwang.survey_member m on m.survey_id = c.survey_id and m.position = c.position
                        where c.survey_id = ? order by c.id
                        """)
                .param(household.surveyId()).query(Rows.as(LabourChange.class)).list();
    }

    /**
     * Tells whether the user who has signed in may record changes for a household. Only the household's village may.
     *
     * @param household a household that the user may see
     */
    public boolean isMyPost(Household household) {
        return users.get().is(Role.VILLAGE, household.villageCode());
    }

    /**
     * Refuses users who may not record changes for a household.
     *
     * @param household a household that the user may see
     * @throws ForbiddenException if the user who has signed in may not record changes for the household
     */
    public void requireRight(Household household) {
        if (!isMyPost(household)) {
            throw new ForbiddenException("劳动能力变化由村登记");
        }
    }

    /**
     * Returns a member as last recorded.
     *
     * @param household a household
     * @param memberNo  the member's place in the household; any number is allowed
     * @throws NotFoundException if the household has no such member
     */
    public Member member(Household household, int memberNo) {
        List<Member> members = membersOf(household);
        if (memberNo < 1 || memberNo > members.size()) {
            throw new NotFoundException("这一户没有第" + memberNo + "名成员");
        }
        return members.get(memberNo - 1);
    }

    /**
     * Records a change on behalf of the village that has signed in.
     *
     * @param household the household
     * @param memberNo  the member's place in the household; the first is 1
     * @param health    the member's health now
     * @param labour    the member's ability to work now
     * @param foundOn   the day on which the change was found
     * @param reason    the reason for the change
     * @return whether this ended the household's mark as one without any labour
     * @throws NotFoundException if the household has no such member
     * @throws ForbiddenException if the user may not record changes for the household
     * @throws org.shouwang.shared.InvalidInputException if nothing has changed, or the day is in the future or before the last
     *     record
     */
    @Transactional
    public boolean record(Household household, int memberNo, Health health, Labour labour, LocalDate foundOn, String reason) {
        requireRight(household);
        Household locked = households.lock(household.id());
        Member before = member(locked, memberNo);
        FieldErrors errors = new FieldErrors();
        if (before.health() == health && before.labour() == labour) {
            errors.add("labour", "劳动能力", "与现在登记的相同，没有变化");
        }
        LocalDate since = of(locked).stream().filter(change -> change.memberNo() == memberNo).map(LabourChange::foundOn)
                .reduce(surveys.get(locked.surveyId()).facts().verifiedOn(), (first, second) -> second);
        if (!errors.refuseFuture("foundOn", "发现日期", foundOn, clock.today()) && foundOn.isBefore(since)) {
            errors.add("foundOn", "发现日期", "不能早于现在登记的情况（" + since + "）");
        }
        errors.throwIfAny();
        insert(locked, memberNo, health, labour, foundOn, reason, null);
        return endMark(locked, countAbleToWork(locked), foundOn, "家庭成员劳动能力变化");
    }

    /**
     * Records the abilities to work that a check found different from the record. What is the same is not recorded again.
     *
     * @param householdId the household's id
     * @param found       the ability to work of each member by the member's place in the household; the first is 1
     * @param foundOn     the day of the check
     * @param caseNo      the number of the case in which the check was made
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void found(long householdId, Map<Integer, Labour> found, LocalDate foundOn, String caseNo) {
        Household household = households.lock(householdId);
        new TreeMap<>(found).forEach((memberNo, labour) -> {
            Member before = member(household, memberNo);
            if (before.labour() != labour) {
                insert(household, memberNo, before.health(), labour, foundOn, "兜底保障户认定入户核查", caseNo);
            }
        });
        endMark(household, countAbleToWork(household), foundOn, "入户核查发现有人有劳动能力");
    }

    /**
     * Ends the mark of a household in the register if a new survey finds a member who can work. The survey on which the
     * household was admitted remains its record until it is admitted again.
     *
     * @param householdId the household's id
     * @param facts       the facts of the new survey
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void surveyed(long householdId, SurveyFacts facts) {
        endMark(households.lock(householdId), facts.ableToWork(), facts.verifiedOn(), "重新入户核实发现有人有劳动能力");
    }

    /**
     * Ends the mark that a household has just been given if a member can work by now.
     *
     * @param household the household
     * @param day       the day of the check
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endMarkIfAble(Household household, LocalDate day) {
        endMark(household, countAbleToWork(household), day, "认定以后家庭成员劳动能力变化");
    }

    private void insert(Household household, int memberNo, Health health, Labour labour, LocalDate foundOn, String reason,
                        String caseNo) {
        jdbc.sql("""
                        insert into shouwang.labour_change (survey_id, position, health, labour, found_on, reason, case_no,
                            recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(household.surveyId(), memberNo - 1, health.name(), labour.name(), foundOn, reason, caseNo,
                        users.get().id(), Timestamp.from(clock.instant())).update();
    }

    private boolean endMark(Household household, long ableToWork, LocalDate day, String reason) {
        Marks.Mark mark = marks.current(household.id(), MarkKind.SAFETY_NET).orElse(null);
        if (ableToWork == 0 || mark == null) {
            return false;
        }
        LocalDate endedOn = day.isBefore(mark.since()) ? mark.since() : day;
        marks.end(household.id(), MarkKind.SAFETY_NET, endedOn, reason);
        Post village = new Post(Role.VILLAGE, household.villageCode());
        for (Post post : List.of(village, village.above().orElseThrow())) {
            messages.send(post.group(), Message.Kind.SAFETY_NET, "标注终止", "兜底保障户标注终止：" + household.householdNo(),
                    "%s，现有 %d 人有劳动能力（含弱劳动力、半劳动力），整户无劳动能力兜底保障户的标注自 %s 起终止。请在全国系统中取消标注，并重新研究帮扶措施。"
                            .formatted(reason, ableToWork, endedOn), mark.caseNo());
        }
        return true;
    }
}
