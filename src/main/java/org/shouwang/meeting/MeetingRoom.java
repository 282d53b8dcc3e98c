package org.shouwang.meeting;

import static org.shouwang.casefile.SharedSteps.PRESELECTION_OUTCOME;
import static org.shouwang.casefile.SharedSteps.PRESELECT_AT_VILLAGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.batch.BatchDecisions;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.engine.BatchSteps;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.Submission;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds village meetings: they are put on record first and carried out then, household by household, each through the same door
 * as a single preselection and in a transaction of its own. What is refused keeps its reason and can be handed in again.
 */
@Service
public class MeetingRoom {

    /** The most households of one meeting. */
    public static final int MOST = 200;

    private static final TypeReference<List<FieldError>> ERRORS = new TypeReference<>() {
    };
    private static final String SUGGESTION = "suggestionText";
    private static final String HELD_ON = "研判会日期";
    private static final int MAX_PLACE = 100;
    private static final int MAX_NAME = 50;
    private static final int MAX_PRESENT = 100;
    private static final int MAX_REASON = 200;
    private static final int MAX_CODE = 40;
    private static final int MAX_OPINION = 2000;
    /** One person alone weighs nothing together with others (综合研判); the documents give no number (design). */
    private static final int FEWEST = 2;

    private final Meetings meetings;
    private final BatchDecisions decisions;
    private final BatchSteps steps;
    private final CaseTasks tasks;
    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final Regions regions;
    private final CurrentUsers users;
    private final JsonBodies bodies;
    private final ObjectMapper json;
    private final AdjustableClock clock;

    MeetingRoom(Meetings meetings, BatchDecisions decisions, BatchSteps steps, CaseTasks tasks, CaseFiles cases,
                CaseKinds kinds, Regions regions, CurrentUsers users, JsonBodies bodies, ObjectMapper json, AdjustableClock clock) {
        this.meetings = meetings;
        this.decisions = decisions;
        this.steps = steps;
        this.tasks = tasks;
        this.cases = cases;
        this.kinds = kinds;
        this.regions = regions;
        this.users = users;
        this.bodies = bodies;
        this.json = json;
        this.clock = clock;
    }

    /**
     * A household that waits for its preselection.
     *
     * @param caseNo         the case's number
     * @param headName       the name of the head
     * @param kindTitle      the Chinese name of the kind of case
     * @param advice         what the product advises, in Chinese, in short
     * @param reasons        why, in Chinese, one reason each
     * @param advisedAgainst whether the product advises against the preselection
     */
    public record Waiting(String caseNo, String headName, String kindTitle, String advice, List<String> reasons,
                          boolean advisedAgainst) {
    }

    /**
     * What became of one household.
     *
     * @param caseNo  the case's number
     * @param outcome DONE or REFUSED
     * @param errors  why it was refused; empty if it is decided
     */
    public record Result(String caseNo, String outcome, List<FieldError> errors) {
    }

    /**
     * A meeting that was checked and can be put on record.
     *
     * @param village  the village
     * @param minutes  the minutes
     * @param verdicts what it decided, at least one, each case once
     */
    public record Draft(Village village, Minutes minutes, List<Verdict> verdicts) {
    }

    /**
     * What was filled in at the head of the minutes, unchecked; each may be null.
     *
     * @param heldOn  the day
     * @param place   the place
     * @param chair   the name of who led it
     * @param present the names of those who took part
     */
    public record Typed(LocalDate heldOn, String place, String chair, List<String> present) {
    }

    /**
     * @return the villages in which the user who has signed in records meetings
     */
    public List<Village> villages() {
        return users.get().posts().stream().filter(post -> post.role() == Role.VILLAGE).map(Post::regionCode).distinct()
                .flatMap(code -> regions.findVillage(code).stream()).toList();
    }

    /**
     * Refuses users who record no meetings.
     *
     * @throws ForbiddenException if the user has no post in a village
     */
    public void requireRight() {
        if (!users.get().is(Role.VILLAGE)) {
            throw new ForbiddenException("研判会由村里召开和登记");
        }
    }

    /**
     * @param villageCode the code of one of the user's villages, or null or blank if the user has one only
     * @return the village
     * @throws ForbiddenException    if the user has no post in this village, or in none
     * @throws InvalidInputException if the user has several villages and names none
     */
    public Village village(String villageCode) {
        requireRight();
        List<Village> own = villages();
        if (villageCode == null || villageCode.isBlank()) {
            if (own.size() != 1) {
                throw new InvalidInputException("village", "村", "为必填项");
            }
            return own.get(0);
        }
        return own.stream().filter(village -> village.code().equals(villageCode.strip())).findFirst()
                .orElseThrow(() -> new ForbiddenException("研判会由本村召开和登记"));
    }

    /**
     * @param village one of the user's villages
     * @return the village's households that wait for their preselection, those that wait longest first
     */
    public List<Waiting> waiting(Village village) {
        return tasks.mineAt(PRESELECT_AT_VILLAGE).stream().map(OpenTask::caseNo).map(cases::get)
                .filter(item -> item.villageCode().equals(village.code())).map(this::waiting).toList();
    }

    private Waiting waiting(CaseFile item) {
        CaseKind kind = kinds.of(item);
        Map<String, Object> facts = kind.formFactsOf(item);
        List<String> reasons = new ArrayList<>();
        Stream.of("weighingReason", "unmetText", "changedText").map(facts::get).filter(Objects::nonNull)
                .forEach(reason -> reasons.add(reason.toString()));
        reasons.addAll(kind.warningsOf(item));
        String category = facts.get("categoryText") == null ? "" : "，" + facts.get("categoryText");
        return new Waiting(item.caseNo(), item.headName(), kind.title(), Objects.toString(facts.get(SUGGESTION), "") + category,
                reasons, facts.containsKey(SUGGESTION) && kind.isAdvisedAgainst(item));
    }

    /**
     * Checks a meeting before it is put on record. What else can be wrong with a single household is checked when it is carried
     * out.
     *
     * @param village  one of the user's villages
     * @param typed    the head of the minutes
     * @param verdicts what was decided; may be null
     * @return the meeting
     * @throws InvalidInputException if a value is missing or wrong; the exception names all
     */
    public Draft check(Village village, Typed typed, List<Verdict> verdicts) {
        FieldErrors errors = new FieldErrors();
        Minutes minutes = minutes(typed, errors);
        List<Verdict> checked = verdicts(verdicts, errors);
        for (int i = 0; i < checked.size(); i++) {
            if (caseOf(village.code(), checked.get(i).caseNo()).filter(item -> !steps.isOn(item.process(), PRESELECT_AT_VILLAGE)).isPresent()) {
                errors.add("items[" + i + "].caseNo", "第" + (i + 1) + "户的案件编号", "这类案件的村级初选须逐户办理，不能在研判会上一起办理");
            }
        }
        errors.throwIfAny();
        return new Draft(village, minutes, checked);
    }

    private Minutes minutes(Typed typed, FieldErrors errors) {
        if (typed.heldOn() == null) {
            errors.add("heldOn", HELD_ON, "为必填项");
        } else {
            errors.refuseFuture("heldOn", HELD_ON, typed.heldOn(), clock.today());
        }
        String place = Texts.required(errors, typed.place(), "place", "地点", MAX_PLACE);
        String chair = Texts.required(errors, typed.chair(), "chair", "主持人", MAX_NAME);
        List<String> present = (typed.present() == null ? List.<String>of() : typed.present()).stream().map(String::strip)
                .filter(name -> !name.isEmpty()).distinct().toList();
        Optional<String> wrong = present.stream().filter(name -> name.length() > MAX_NAME || Texts.problem(name, false) != null).findFirst();
        if (present.isEmpty()) {
            errors.add("present", "参加人员", "为必填项");
        } else if (present.size() > MAX_PRESENT) {
            errors.add("present", "参加人员", "最多" + MAX_PRESENT + "人");
        } else if (wrong.isPresent()) {
            errors.add("present", "参加人员", Optional.ofNullable(Texts.problem(wrong.get(), false)).orElse("每个姓名最多" + MAX_NAME + "个字"));
        } else if (chair != null && new Minutes(null, null, chair, present).signers().size() < FEWEST) {
            errors.add("present", "参加人员", "研判会至少" + FEWEST + "人参加（含主持人）：一个人不能综合研判");
        }
        return new Minutes(typed.heldOn(), place, chair, present);
    }

    private static List<Verdict> verdicts(List<Verdict> typed, FieldErrors errors) {
        if (typed == null || typed.isEmpty()) {
            errors.add("items", "研判的户", "为必填项，至少研判一户");
            return List.of();
        }
        if (typed.size() > MOST) {
            errors.add("items", "研判的户", "一次最多" + MOST + "户");
            return List.of();
        }
        Map<String, Integer> seen = new HashMap<>();
        List<Verdict> checked = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            Verdict verdict = typed.get(i);
            String place = "items[" + i + "]";
            String label = "第" + (i + 1) + "户";
            String caseNo = verdict.caseNo() == null ? "" : Texts.number(verdict.caseNo());
            if (caseNo.isEmpty() || caseNo.length() > MAX_NAME) {
                errors.add(place + ".caseNo", label + "的案件编号", caseNo.isEmpty() ? "为必填项" : "不是案件编号");
            } else if (seen.putIfAbsent(caseNo, i) != null) {
                errors.add(place + ".caseNo", label + "的案件编号", "与第" + (seen.get(caseNo) + 1) + "户重复");
            }
            if (verdict.preselectionOutcome() != null && verdict.preselectionOutcome().length() > MAX_CODE) {
                errors.add(place + "." + PRESELECTION_OUTCOME, label + "的研判结果", "须为 PRESELECT 或 REJECT");
            }
            if (verdict.opinion() != null && verdict.opinion().length() > MAX_OPINION) {
                errors.add(place + ".opinion", label + "的研判意见", "最多500字");
            }
            checked.add(new Verdict(caseNo, verdict.preselectionOutcome(), verdict.opinion()));
        }
        return checked;
    }

    /**
     * Puts a meeting on record. Nothing is decided yet.
     *
     * @param draft the meeting
     * @return its number
     */
    @Transactional
    public String record(Draft draft) {
        Meeting meeting = meetings.add(draft.village(), draft.minutes());
        for (int position = 0; position < draft.verdicts().size(); position++) {
            add(meeting, position, draft.verdicts().get(position));
        }
        return meeting.meetingNo();
    }

    private void add(Meeting meeting, int position, Verdict verdict) {
        Optional<Waiting> known = caseOf(meeting.villageCode(), verdict.caseNo()).map(this::waiting);
        meetings.addItem(meeting.id(), position, verdict, known.map(Waiting::headName).orElse(null),
                known.map(Waiting::kindTitle).orElse(null), known.map(Waiting::advice).orElse(null));
    }

    /** Returns a case of a village that has a preselection. */
    private Optional<CaseFile> caseOf(String villageCode, String caseNo) {
        return cases.findVisible(caseNo).filter(item -> item.villageCode().equals(villageCode)).filter(this::hasPreselection);
    }

    private boolean hasPreselection(CaseFile item) {
        return kinds.of(item).path().beforeNotice().contains(PRESELECT_AT_VILLAGE);
    }

    /**
     * Hands the households of a meeting in again whose decisions were refused.
     *
     * @param meetingNo the meeting's number
     * @param verdicts  what was decided; may be null
     * @throws NotFoundException     if there is no such meeting that the user may see
     * @throws ForbiddenException    if the user has no post in the village
     * @throws InvalidInputException if a value is missing or wrong, or a case does not stand in the minutes
     * @throws ConflictException     if the decision on a case stands already
     */
    @Transactional
    public void again(String meetingNo, List<Verdict> verdicts) {
        Meeting meeting = own(meetingNo);
        FieldErrors errors = new FieldErrors();
        List<Verdict> checked = verdicts(verdicts, errors);
        errors.throwIfAny();
        Map<String, MeetingItem> before = meetings.itemsOf(meeting.id()).stream()
                .collect(Collectors.toMap(MeetingItem::caseNo, item -> item));
        for (Verdict verdict : checked) {
            MeetingItem item = before.get(verdict.caseNo());
            if (item == null) {
                throw new InvalidInputException("items", "研判的户", "不在这次研判会的记录里：" + verdict.caseNo());
            }
            if (!item.isRefused()) {
                throw new ConflictException("这次研判会对 " + verdict.caseNo() + " 的决定已经办结或正在办理", verdict.caseNo());
            }
            add(meeting, item.position(), verdict);
        }
    }

    /**
     * Carries out what a meeting decided, as far as it was not done or refused before. The caller must not hold a transaction, in
     * which a refused household would undo the others.
     *
     * @param meetingNo the number of a meeting of one of the user's villages
     * @return what became of each household, in the order of the minutes
     * @throws NotFoundException  if there is no such meeting that the user may see
     * @throws ForbiddenException if the user has no post in the village
     */
    public List<Result> carryOut(String meetingNo) {
        Meeting meeting = own(meetingNo);
        for (MeetingItem item : meetings.itemsOf(meeting.id())) {
            if (item.outcome() == null) {
                decide(meeting, item);
            }
        }
        return resultsOf(meeting);
    }

    /**
     * @param meeting a meeting
     * @return what became of its households so far, in the order of the minutes
     */
    public List<Result> resultsOf(Meeting meeting) {
        return meetings.itemsOf(meeting.id()).stream().filter(item -> item.outcome() != null)
                .map(item -> new Result(item.caseNo(), item.outcome(), errorsOf(item))).toList();
    }

    /**
     * @param item a household that a meeting discussed
     * @return why its decision was refused; empty if it was not
     */
    public List<FieldError> errorsOf(MeetingItem item) {
        try {
            return item.errors() == null ? List.of() : json.readValue(item.errors(), ERRORS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void decide(Meeting meeting, MeetingItem item) {
        Optional<CaseFile> found = caseOf(meeting.villageCode(), item.caseNo());
        List<FieldError> errors = found.isEmpty() ? List.of(new FieldError("caseNo", "案件编号", "不是本村的案件，或者这类案件没有村级初选"))
                : decide(meeting, item, found.get());
        if (!errors.isEmpty()) {
            meetings.refused(item.id(), bodies.write(errors));
        }
    }

    /** Decides on a case; returns why it was refused, or nothing. */
    private List<FieldError> decide(Meeting meeting, MeetingItem item, CaseFile found) {
        LocalDate visited = kinds.of(found).visitedOn(found);
        if (visited != null && meeting.minutes().heldOn().isBefore(visited)) {
            return List.of(new FieldError("heldOn", HELD_ON, "早于这一户的入户日期（" + visited + "）：先入户，后研判"));
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(PRESELECTION_OUTCOME, item.preselectionOutcome());
        values.put(Submission.OPINION, item.opinion());
        try {
            return decisions.decide(found.process(), PRESELECT_AT_VILLAGE, new BatchDecisions.Item(item.caseNo(), values),
                    () -> meetings.done(item.id())).errors();
        } catch (InvalidInputException e) {
            return e.errors();
        }
    }

    /**
     * Corrects the head of the minutes; what stood there before stays on record.
     *
     * @param meetingNo the meeting's number
     * @param typed     the head of the minutes
     * @param reason    why it is corrected
     * @throws NotFoundException     if there is no such meeting that the user may see
     * @throws ForbiddenException    if the user has no post in the village
     * @throws InvalidInputException if a value is missing or wrong
     */
    @Transactional
    public void correct(String meetingNo, Typed typed, String reason) {
        Meeting meeting = own(meetingNo);
        FieldErrors errors = new FieldErrors();
        Minutes minutes = minutes(typed, errors);
        String why = Texts.required(errors, reason, "reason", "更正原因", MAX_REASON);
        if (minutes.heldOn() != null && !minutes.heldOn().equals(meeting.minutes().heldOn())) {
            meetings.itemsOf(meeting.id()).stream().filter(MeetingItem::isDone).flatMap(item -> wrongDay(meeting, item, minutes.heldOn()).stream())
                    .findFirst().ifPresent(wrong -> errors.add("heldOn", HELD_ON, wrong));
        }
        errors.throwIfAny();
        if (minutes.equals(meeting.minutes())) {
            throw new ConflictException("没有改动，不用更正");
        }
        meetings.addVersion(meeting.id(), minutes, why);
    }

    /** Tells why a meeting that decided on a household cannot have been held on a day. */
    private Optional<String> wrongDay(Meeting meeting, MeetingItem item, LocalDate heldOn) {
        LocalDate visited = caseOf(meeting.villageCode(), item.caseNo()).map(found -> kinds.of(found).visitedOn(found)).orElse(null);
        if (visited != null && heldOn.isBefore(visited)) {
            return Optional.of("早于 " + item.caseNo() + " 的入户日期（" + visited + "）：先入户，后研判");
        }
        LocalDate decided = ChinaTime.dayOf(item.concludedAt());
        return heldOn.isAfter(decided) ? Optional.of("晚于 " + item.caseNo() + " 的初选日期（" + decided + "）：先研判，后办理") : Optional.empty();
    }

    /**
     * @param meeting a meeting that the user may see
     * @return whether the user records meetings of its village
     */
    public boolean isOwn(Meeting meeting) {
        CurrentUser user = users.get();
        return user.is(Role.VILLAGE, meeting.villageCode());
    }

    /**
     * Refuses users who may not record or correct a meeting.
     *
     * @param meetingNo a meeting's number; any text that a user typed is allowed
     * @throws NotFoundException  if there is no such meeting that the user may see
     * @throws ForbiddenException if the user has no post in the village
     */
    public void requireOwn(String meetingNo) {
        own(meetingNo);
    }

    private Meeting own(String meetingNo) {
        Meeting meeting = meetings.visible(meetingNo);
        if (!isOwn(meeting)) {
            throw new ForbiddenException("研判会由本村登记");
        }
        return meeting;
    }
}
