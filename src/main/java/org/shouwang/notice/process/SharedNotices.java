package org.shouwang.notice.process;

import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.EngineTransactions;
import org.shouwang.engine.OpenTask;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeSubject;
import org.shouwang.notice.NoticeWording;
import org.shouwang.notice.Notices;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;

/**
 * Posts one notice for several households (ID-4, step 4; EL-2; SN-2): one paper on the wall, with one number, place and time.
 * Each case keeps its own process for it, so that an upheld objection takes out one household and the others go on.
 */
@Service
public class SharedNotices {

    /** The most households in one notice: more are not read on one paper. */
    public static final int MOST = 100;

    private static final String CASE_NOS = "caseNos";
    private static final String LABEL = "公示的户";
    private static final int MAX_PLACE = 100;

    private final NoticeSubjects subjects;
    private final Notices notices;
    private final CaseTasks tasks;
    private final Locks locks;
    private final ProcessDoor door;
    private final EngineTransactions transactions;
    private final CurrentUsers users;

    SharedNotices(NoticeSubjects subjects, Notices notices, CaseTasks tasks, Locks locks, ProcessDoor door,
                  EngineTransactions transactions, CurrentUsers users) {
        this.subjects = subjects;
        this.notices = notices;
        this.tasks = tasks;
        this.locks = locks;
        this.door = door;
        this.transactions = transactions;
        this.users = users;
    }

    /**
     * Households that can be posted together.
     *
     * @param village the village
     * @param wording what their notice says
     * @param entries the households, those that wait longest first
     */
    public record Waiting(Village village, NoticeWording wording, List<NoticeEntry> entries) {

        /**
         * @param caseNos numbers of cases
         * @return whether one of them is among these households
         */
        public boolean hasAny(List<String> caseNos) {
            return entries.stream().anyMatch(entry -> caseNos.contains(entry.caseNo()));
        }
    }

    /**
     * @return the households that wait for posting by the posts of the user who has signed in, by village and kind
     */
    public List<Waiting> waiting() {
        Map<List<?>, Waiting> groups = new LinkedHashMap<>();
        for (OpenTask task : tasks.mineAt(POST_NOTICE)) {
            NoticeSubject subject = subjects.of(task.caseNo());
            Village village = subject.villageOf(task.caseNo());
            groups.computeIfAbsent(List.of(village.code(), subject.wording()),
                            key -> new Waiting(village, subject.wording(), new ArrayList<>()))
                    .entries().add(subject.entryOf(task.caseNo()));
        }
        return List.copyOf(groups.values());
    }

    /**
     * Refuses users who post no notices.
     *
     * @throws ForbiddenException if the user has no post in a village
     */
    public void requireRight() {
        if (!users.get().is(Role.VILLAGE)) {
            throw new ForbiddenException("公示由村里张贴");
        }
    }

    /**
     * Posts one notice for several households on behalf of the user who has signed in. Either all of them are posted or none.
     *
     * @param typed      the numbers of the cases, as they were typed; may be null
     * @param postedAt   the place in the village where the notice is posted; may be null
     * @param postedFrom the first day on which it is posted; may be null
     * @return the notice's number
     * @throws ForbiddenException    if the user has no post in a village
     * @throws NotFoundException     if one of the cases is not there or may not be seen
     * @throws InvalidInputException if a value is missing or wrong, a case is named twice, or the cases are of several villages
     *     or kinds
     * @throws ConflictException     if one of the cases does not wait for its posting; the message names it
     */
    public String post(List<String> typed, String postedAt, LocalDate postedFrom) {
        requireRight();
        CurrentUser user = users.get();
        FieldErrors errors = new FieldErrors();
        List<String> caseNos = numbers(typed, errors);
        String place = Texts.required(errors, postedAt, "postedAt", "张贴地点", MAX_PLACE);
        if (postedFrom == null) {
            errors.add("postedFrom", "公示起始日", "为必填项");
        }
        errors.throwIfAny();
        Map<String, NoticeSubject> found = subjectsOf(caseNos, user);
        requireOneOf(found, each -> found.get(each).villageOf(each).code(), "须是同一个村的：不同的村分别公示");
        requireOneOf(found, each -> found.get(each).wording(), "须是同一事项的：拟认定、拟消除风险、拟认定兜底保障户的分别公示");
        NoticeSubject subject = found.get(caseNos.get(0));
        Village village = subject.villageOf(caseNos.get(0));
        return transactions.run(() -> {
            caseNos.stream().sorted().forEach(locks::lock);
            Map<String, String> open = openTasksOf(caseNos);
            String noticeNo = notices.write(village, place, postedFrom, subject.wording(),
                    caseNos.stream().map(subject::entryOf).toList(), user.id());
            caseNos.forEach(each -> door.complete(open.get(each), Map.of("postedAt", place, "postedFrom", postedFrom.toString())));
            return noticeNo;
        });
    }

    private static List<String> numbers(List<String> typed, FieldErrors errors) {
        List<String> caseNos = typed == null ? List.of() : typed.stream().map(Texts::number).filter(each -> !each.isEmpty()).toList();
        if (caseNos.isEmpty()) {
            errors.add(CASE_NOS, LABEL, "为必填项，至少选一户");
        } else if (caseNos.size() > MOST) {
            errors.add(CASE_NOS, LABEL, "一份公示最多" + MOST + "户");
        } else {
            caseNos.stream().filter(each -> caseNos.indexOf(each) != caseNos.lastIndexOf(each)).distinct()
                    .forEach(each -> errors.add(CASE_NOS, LABEL, "重复：" + each));
        }
        return caseNos;
    }

    private Map<String, NoticeSubject> subjectsOf(List<String> caseNos, CurrentUser user) {
        Map<String, NoticeSubject> found = new LinkedHashMap<>();
        for (String caseNo : caseNos) {
            found.put(caseNo, subjects.find(caseNo).filter(subject -> user.covers(subject.villageOf(caseNo).code()))
                    .orElseThrow(() -> new NotFoundException("没有案件 " + caseNo + "，或者这类案件不公示")));
        }
        return found;
    }

    private static void requireOneOf(Map<String, NoticeSubject> found, Function<String, Object> by, String otherwise) {
        Object first = by.apply(found.keySet().iterator().next());
        List<String> others = found.keySet().stream().filter(each -> !by.apply(each).equals(first)).toList();
        if (!others.isEmpty()) {
            throw new InvalidInputException(CASE_NOS, LABEL, otherwise + "（" + String.join("、", others) + "）");
        }
    }

    private Map<String, String> openTasksOf(List<String> caseNos) {
        Map<String, String> open = tasks.openOf(caseNos).stream().filter(task -> task.element().equals(POST_NOTICE))
                .collect(Collectors.toMap(OpenTask::caseNo, OpenTask::id));
        List<String> inTheWay = caseNos.stream().filter(each -> !open.containsKey(each)).toList();
        if (!inTheWay.isEmpty()) {
            throw new ConflictException("目前不在“张贴公示”环节，整份公示没有张贴：" + String.join("、", inTheWay));
        }
        return open;
    }
}
