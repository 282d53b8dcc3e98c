package org.shouwang.paper;

import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.casefile.CaseStatus.Stage;
import org.shouwang.casefile.Decision;
import org.shouwang.casefile.FormRows;
import org.shouwang.casefile.SharedSteps;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.notice.Notice;
import org.shouwang.notice.Notices;
import org.shouwang.notice.Objection;
import org.shouwang.notice.ObjectionOutcome;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.security.Authorisation;
import org.shouwang.shared.ChinaTime;
import org.springframework.stereotype.Component;

/**
 * Makes the papers that kinds of cases have in common whose village preselects and whose higher levels decide: from the
 * village's assessment to the announcement or refusal.
 */
@Component
public class LevelPapers {

    private static final String ADMISSION_LIST = "admission-list";
    private static final String APPROVAL_LIST = "approval-list";
    /** The rows for signatures where no meeting names who signs. */
    private static final int BLANK_SIGNERS = 6;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CasePaperFacts facts;
    private final TaskDecisions decisions;
    private final Notices notices;
    private final MeetingRecords meetings;
    private final ListNumbers lists;

    LevelPapers(CaseFiles cases, CaseKinds kinds, CasePaperFacts facts, TaskDecisions decisions, Notices notices, MeetingRecords meetings,
                ListNumbers lists) {
        this.cases = cases;
        this.kinds = kinds;
        this.facts = facts;
        this.decisions = decisions;
        this.notices = notices;
        this.meetings = meetings;
        this.lists = lists;
    }

    /**
     * What the papers of one kind of case print of the household.
     *
     * @param lacking why the household's data are not there yet, in Chinese, or null
     * @param model   the household's data: {@code memberCount}, {@code category}, {@code risks}, {@code incomePerHead} and what
     *     else the templates of the kind print
     */
    public record HouseholdFacts(Function<CaseFile, String> lacking, Function<CaseFile, Map<String, Object>> model) {
    }

    /**
     * @param process the key of the kind's process, in whose folder the templates are
     * @return what makes the papers of this kind
     */
    public OfKind of(String process, HouseholdFacts household) {
        return new OfKind(process, household);
    }

    /** Makes the papers of one kind of case. */
    public final class OfKind {

        private final String process;
        private final HouseholdFacts household;

        private OfKind(String process, HouseholdFacts household) {
            this.process = process;
            this.household = household;
        }

        /**
         * @param kind    the kind of paper, which is also the name of its template
         * @param title   the paper's Chinese name
         * @param lacking as in {@link CasePaper#lacking}
         * @param model   as in {@link CasePaper#model}
         * @return a paper for the offices, whose template is in the folder of this kind
         */
        public CasePaper paper(String kind, String title, Function<CaseFile, String> lacking, Function<CaseFile, Map<String, Object>> model) {
            return new CasePaper(kind, title, template(kind), Readers.OFFICES, lacking, model);
        }

        private String template(String kind) {
            return process + "/documents/" + kind + ".docx";
        }

        /**
         * @return the record of the village's assessment (村级研判记录)
         */
        public CasePaper assessment() {
            return paper("village-assessment", "村级研判记录", household.lacking(), item -> {
                Map<String, Object> model = household.model().apply(item);
                facts.addDecision(model, "village", item, villageStep(item));
                addMeeting(model, item);
                return model;
            });
        }

        /** Adds the meeting by which the village's decision was made; blanks to be filled in by hand if it was made without one. */
        private void addMeeting(Map<String, Object> model, CaseFile item) {
            Optional<MeetingRecords.Entry> meeting = meetings.latestOf().apply(item.caseNo()).filter(held ->
                    facts.decision(item, villageStep(item)).filter(decision -> !decision.decidedAt().isAfter(held.concludedAt())).isPresent());
            model.put("meetingOn", meeting.map(MeetingRecords.Entry::heldOn).orElse(null));
            model.put("meetingPlace", meeting.map(MeetingRecords.Entry::place).orElse(null));
            model.put("meetingChair", meeting.map(MeetingRecords.Entry::chair).orElse(null));
            model.put("meetingRecorder", meeting.map(MeetingRecords.Entry::recordedBy).orElse(null));
            model.put("meetingPresent", meeting.map(held -> String.join("、", held.present())).orElse(null));
            model.put("meetingWords", meeting.map(held -> "见村级研判会议记录 " + held.meetingNo() + "。").orElse(null));
            model.put("signers", CasePaperFacts.numbered(meeting.map(MeetingRecords.Entry::signers).orElse(List.of()).stream()
                    .map(name -> FormRows.row("name", name)).toList(), BLANK_SIGNERS, "name", "duty", "opinion", "signature"));
        }

        /** Returns the number of the latest list with a case that is printed as a paper; null if the case stands on none. */
        private String listNo(CaseFile item, String paper) {
            return lists.latestOf().apply(item.caseNo(), paper).map(ListNumbers.Place::number).orElse(null);
        }

        /** Adds to the decision of a level the list with which it passed the case on. */
        private void addList(Map<String, Object> model, String name, CaseFile item, String paper) {
            lists.latestOf().apply(item.caseNo(), paper).ifPresent(list -> model.computeIfPresent(name + "Outcome",
                    (key, outcome) -> outcome + "（" + list.title() + list.number() + "）"));
        }

        /**
         * @param title the paper's Chinese name
         * @return the notice of the preselected (初选公示), as it was posted
         */
        public CasePaper notice(String title) {
            return new CasePaper("notice", title, "public-notice/documents/notice.docx", Readers.ALL,
                    item -> item.noticeNo() == null ? "公示尚未张贴" : null, item -> noticeModel(item.noticeNo()));
        }

        /**
         * @param title the list's Chinese name
         * @return the list with which the township reports its preselected for approval
         */
        public CasePaper admissionList(String title) {
            return new CasePaper(ADMISSION_LIST, title, template(ADMISSION_LIST), true, Readers.OFFICES, this::lackingReview, item -> {
                Map<String, Object> model = new LinkedHashMap<>();
                model.put("entries", List.of(entry(item)));
                model.put("reviewedOn", facts.doneOn(item, reviewStep(item)).orElse(null));
                model.put("listNo", listNo(item, ADMISSION_LIST));
                return model;
            });
        }

        /**
         * @param title the form's Chinese name
         * @return the form with the opinion of every level
         */
        public CasePaper approvalForm(String title) {
            return paper("county-approval", title, this::lackingReview, item -> {
                Map<String, Object> model = household.model().apply(item);
                List<String> steps = kinds.of(item).path().afterNotice();
                facts.addDecision(model, "village", item, villageStep(item));
                facts.addDecision(model, "township", item, steps.get(0));
                addList(model, "township", item, ADMISSION_LIST);
                facts.addDecision(model, "check", item, steps.get(Math.min(1, steps.size() - 1)));
                addList(model, "check", item, APPROVAL_LIST);
                facts.addDecision(model, "leader", item, steps.get(steps.size() - 1));
                model.put("noticeText", noticeText(item));
                return model;
            });
        }

        /**
         * @param title the list's Chinese name
         * @return the list of what the county has approved
         */
        public CasePaper approvalList(String title) {
            return new CasePaper(APPROVAL_LIST, title, template(APPROVAL_LIST), true, Readers.OFFICES, this::lackingApproval, item -> {
                Map<String, Object> model = new LinkedHashMap<>();
                Map<String, Object> row = entry(item);
                String authority = facts.decision(item, last(item)).map(TaskDecision::actedFor).filter(Authorisation::isTold).orElse("");
                row.put("remark", authority.isEmpty() ? null : Authorisation.TITLE);
                model.put("entries", List.of(row));
                model.put("approvedOn", item.decidedOn());
                model.put("listNo", listNo(item, APPROVAL_LIST));
                model.put("authority", authority.isEmpty() ? "" : "以上由县级乡村振兴部门以领导小组名义批准：" + authority + "。");
                return model;
            });
        }

        /**
         * @param title the announcement's Chinese name
         * @return the township's announcement of the result, which is posted in the village
         */
        public CasePaper announcement(String title) {
            return new CasePaper("result-announcement", title, template("result-announcement"), true, Readers.ALL, this::lackingApproval, item -> {
                CaseFiles.Afterwards afterwards = cases.afterwardsOf(item);
                Map<String, Object> model = new LinkedHashMap<>();
                model.put("entries", List.of(announced(item)));
                model.put("approvedOn", item.decidedOn());
                model.put("announcedAt", afterwards.announcedAt());
                model.put("announcedOn", afterwards.announcedOn());
                return model;
            });
        }

        /**
         * @param title the paper's Chinese name
         * @return the letter that tells the household of a refusal and its reason (ID-6)
         */
        public CasePaper refusal(String title) {
            return paper("refusal", title, item -> item.status().stage() == Stage.REJECTED ? null : "本案没有作出不予通过的决定", item -> {
                CaseFiles.Afterwards afterwards = cases.afterwardsOf(item);
                Map<String, Object> model = new LinkedHashMap<>();
                model.put("statusText", kinds.statusText(item));
                model.put("registeredOn", ChinaTime.dayOf(item.registeredAt()));
                model.put("decidedOn", item.decidedOn());
                model.put("refusalReason", Optional.ofNullable(afterwards.reasonTold()).orElse(item.refusalReason()));
                model.put("informedBy", afterwards.informedHow());
                model.put("informedOn", afterwards.informedOn());
                return model;
            });
        }

        /** Returns a household's row of an official list. */
        private Map<String, Object> entry(CaseFile item) {
            Map<String, Object> model = household.model().apply(item);
            Map<String, Object> row = announced(item);
            row.put("risks", model.get("risks"));
            row.put("incomePerHead", model.get("incomePerHead"));
            row.put("noticePeriod", latestNotice(item).map(notice -> period(notice, "至")).orElse(null));
            row.put("outcome", facts.decision(item, last(item)).map(TaskDecision::outcomeText).orElse(null));
            row.put("remark", null);
            return row;
        }

        /** Returns a household's row of a list that everybody reads. */
        private Map<String, Object> announced(CaseFile item) {
            Map<String, Object> model = household.model().apply(item);
            return FormRows.row("no", 1, "village", cases.villageOf(item).name(), "headName", item.headName(),
                    "memberCount", model.get("memberCount"), "category", model.get("category"));
        }

        private String lackingReview(CaseFile item) {
            return agreed(item, reviewStep(item)) ? null : "乡级审核尚未同意";
        }

        private String lackingApproval(CaseFile item) {
            Stage stage = item.status().stage();
            return (stage == Stage.APPROVED || stage == Stage.ENDED) && agreed(item, last(item)) ? null : "尚未作出批准的决定";
        }
    }

    /** Returns the village's preselection or, where there is none, its visit. */
    private String villageStep(CaseFile item) {
        List<String> steps = kinds.of(item).path().beforeNotice();
        return steps.contains(SharedSteps.PRESELECT_AT_VILLAGE) ? SharedSteps.PRESELECT_AT_VILLAGE : steps.get(0);
    }

    private String reviewStep(CaseFile item) {
        return kinds.of(item).path().afterNotice().get(0);
    }

    private String last(CaseFile item) {
        List<String> steps = kinds.of(item).path().afterNotice();
        return steps.get(steps.size() - 1);
    }


    /** Tells whether a level's latest decision let the case go on, and nobody has sent the case back since. */
    private boolean agreed(CaseFile item, String element) {
        boolean agreed = false;
        for (TaskDecision decision : decisions.of(item.caseNo()).stream().filter(TaskDecision::stands).toList()) {
            if (decision.elementId().equals(element)) {
                agreed = !Decision.REJECT.name().equals(decision.outcome());
            }
            if (decision.returnTo() != null) {
                agreed = false;
            }
        }
        return agreed;
    }

    private Map<String, Object> noticeModel(String noticeNo) {
        Notice notice = notices.find(noticeNo).orElseThrow();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("noticeNo", notice.noticeNo());
        model.put("noticeSubject", notice.wording().subject());
        model.put("categoryTitle", notice.wording().categoryTitle());
        model.put("postedFrom", notice.postedFrom());
        model.put("endsOn", notice.endsOn());
        model.put("postedAt", notice.postedAt());
        model.put("entries", CasePaperFacts.numbered(notices.householdsOf(notice.id()).stream().map(entry -> FormRows.row("headName", entry.headName(),
                "memberCount", entry.memberCount() + "人", "category", entry.category())).toList(), 0));
        return model;
    }

    private Optional<Notice> latestNotice(CaseFile item) {
        return Optional.ofNullable(item.noticeNo()).flatMap(notices::find);
    }

    private static String period(Notice notice, String to) {
        return DAY.format(notice.postedFrom()) + to + DAY.format(notice.endsOn());
    }

    private String noticeText(CaseFile item) {
        return latestNotice(item).map(notice -> {
            List<Objection> objections = notices.objectionsOf(notice.id()).stream()
                    .filter(objection -> item.caseNo().equals(objection.caseNo())).toList();
            long upheld = objections.stream().filter(objection -> objection.outcome() == ObjectionOutcome.UPHELD).count();
            return period(notice, "至") + "在" + notice.postedAt() + "公示（" + notice.noticeNo() + "），"
                    + (objections.isEmpty() ? "无异议。" : "收到异议" + objections.size() + "件，成立" + upheld + "件。");
        }).orElse(null);
    }
}
