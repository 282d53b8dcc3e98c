package org.shouwang.meeting.web;

import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.meeting.Meeting;
import org.shouwang.meeting.MeetingItem;
import org.shouwang.meeting.MeetingPapers;
import org.shouwang.meeting.MeetingRoom;
import org.shouwang.meeting.Meetings;
import org.shouwang.meeting.Verdict;
import org.shouwang.notice.PublicNoticeProcess;
import org.shouwang.paper.web.DocumentFiles;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of village meetings: the list, the form, and one meeting with its minutes to print and to sign. */
@PageController
@RequestMapping("/meetings")
class MeetingPages {

    private static final int PAGE_SIZE = 20;
    private static final String FORM = "meeting-new";
    private static final String VIEW = "meeting";

    private final MeetingRoom room;
    private final Meetings meetings;
    private final MeetingPapers papers;
    private final CaseFiles cases;
    private final CaseTasks tasks;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    MeetingPages(MeetingRoom room, Meetings meetings, MeetingPapers papers, CaseFiles cases, CaseTasks tasks, Regions regions,
                 CurrentUsers users, AdjustableClock clock) {
        this.room = room;
        this.meetings = meetings;
        this.papers = papers;
        this.cases = cases;
        this.tasks = tasks;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    record Row(Meetings.Entry entry, String villageName) {
    }

    record VersionRow(Meetings.Version version, String recordedBy) {
    }

    record ItemRow(MeetingItem item, List<FieldError> errors) {
    }

    @GetMapping
    String list(@RequestParam(required = false) String cursor, Model model) {
        Page<Meetings.Entry> page = meetings.visible(null, PageRequest.of(cursor, PAGE_SIZE));
        model.addAttribute("rows", page.items().stream().map(entry -> new Row(entry,
                regions.findVillage(entry.meeting().villageCode()).map(Village::fullName).orElse(""))).toList());
        model.addAttribute("paging", Paging.of("/meetings", cursor, page));
        model.addAttribute("villages", room.villages());
        model.addAttribute("waiting", room.villages().stream().mapToInt(village -> room.waiting(village).size()).sum());
        return "meetings";
    }

    @GetMapping("/new")
    String form(@RequestParam(required = false) String village, Model model) {
        room.requireRight();
        Village chosen = village == null || village.isBlank() ? room.villages().get(0) : room.village(village);
        MeetingForm form = MeetingForm.after(chosen.code(), meetings.latestIn(chosen.code()).map(Meeting::minutes).orElse(null),
                clock.today().toString());
        return fill(model, chosen, form, List.of());
    }

    /** Shows the form again with the product's advice filled in where no verdict was chosen, for all to see. */
    @PostMapping("/advised")
    String advised(@RequestParam MultiValueMap<String, String> sent, Model model) {
        MeetingForm form = MeetingForm.of(sent);
        Village village = room.village(form.village());
        return fill(model, village, form.advised(room.waiting(village)), List.of());
    }

    @PostMapping
    ModelAndView hold(@RequestParam MultiValueMap<String, String> sent, Model model, RedirectAttributes redirect) {
        room.requireRight();
        MeetingForm form = MeetingForm.of(sent);
        Village village = room.village(form.village());
        String meetingNo;
        try {
            meetingNo = room.record(room.check(village, form.typed(), form.verdicts(room.waiting(village))));
        } catch (InvalidInputException e) {
            return new ModelAndView(fill(model, village, form, e.errors()), HttpStatus.BAD_REQUEST);
        }
        tell(redirect, room.carryOut(meetingNo));
        return new ModelAndView("redirect:/meetings/" + meetingNo);
    }

    private String fill(Model model, Village village, MeetingForm form, List<FieldError> errors) {
        model.addAttribute("village", village);
        model.addAttribute("villages", room.villages());
        model.addAttribute("form", form);
        model.addAttribute("waiting", room.waiting(village));
        model.addAttribute("errors", errors);
        return FORM;
    }

    private static void tell(RedirectAttributes redirect, List<MeetingRoom.Result> results) {
        long refused = results.stream().filter(result -> MeetingItem.REFUSED.equals(result.outcome())).count();
        redirect.addFlashAttribute("done", refused == 0 ? "研判会已登记，" + results.size() + "户都已办理。"
                : "研判会已登记，" + (results.size() - refused) + "户已办理，" + refused + "户没有办成，请按原因改正后重新提交。");
    }

    @GetMapping("/{meetingNo}")
    String show(@PathVariable String meetingNo, Model model) {
        return fill(model, meetings.visible(meetingNo), List.of());
    }

    private String fill(Model model, Meeting meeting, List<FieldError> errors) {
        List<MeetingItem> items = meetings.itemsOf(meeting.id());
        boolean own = room.isOwn(meeting);
        model.addAttribute("meeting", meeting);
        model.addAttribute("village", regions.findVillage(meeting.villageCode()).orElseThrow());
        model.addAttribute("recordedBy", users.displayName(meeting.recordedBy()));
        model.addAttribute("items", items.stream().map(item -> new ItemRow(item, room.errorsOf(item))).toList());
        model.addAttribute("versions", meetings.versionsOf(meeting.id()).stream()
                .map(version -> new VersionRow(version, users.displayName(version.recordedBy()))).toList());
        model.addAttribute("own", own);
        model.addAttribute("formats", papers.formats(meeting));
        model.addAttribute("refused", own && items.stream().anyMatch(MeetingItem::isRefused));
        model.addAttribute("undone", own && items.stream().anyMatch(item -> item.outcome() == null));
        model.addAttribute("toPost", own ? toPost(items) : List.of());
        model.addAttribute("notices", items.stream().filter(MeetingItem::isPreselected).flatMap(item -> cases.findVisible(item.caseNo()).map(CaseFile::noticeNo).stream())
                .distinct().toList());
        model.addAttribute("errors", errors);
        return VIEW;
    }

    /** Returns the preselected cases that wait for their notice. */
    private List<String> toPost(List<MeetingItem> items) {
        return tasks.openOf(items.stream().filter(MeetingItem::isPreselected).map(MeetingItem::caseNo).toList()).stream()
                .filter(task -> task.element().equals(PublicNoticeProcess.POST_NOTICE)).map(OpenTask::caseNo).toList();
    }

    @GetMapping("/{meetingNo}/document")
    ResponseEntity<byte[]> document(@PathVariable String meetingNo, @RequestParam(defaultValue = "docx") String format) {
        return DocumentFiles.answer(papers.take(meetingNo, DocumentFiles.format(format)));
    }

    /** Hands in again what was refused, and goes on where a meeting was broken off. */
    @PostMapping("/{meetingNo}/items")
    ModelAndView again(@PathVariable String meetingNo, @RequestParam MultiValueMap<String, String> sent, Model model,
                       RedirectAttributes redirect) {
        room.requireOwn(meetingNo);
        List<Verdict> verdicts = MeetingForm.of(sent).verdicts();
        try {
            if (!verdicts.isEmpty()) {
                room.again(meetingNo, verdicts);
            }
        } catch (InvalidInputException e) {
            return new ModelAndView(fill(model, meetings.visible(meetingNo), e.errors()), HttpStatus.BAD_REQUEST);
        } catch (ConflictException e) {
            return new ModelAndView(fill(model, meetings.visible(meetingNo), List.of(new FieldError("items", "研判的户", e.getMessage()))),
                    HttpStatus.CONFLICT);
        }
        tell(redirect, room.carryOut(meetingNo));
        return new ModelAndView("redirect:/meetings/" + meetingNo);
    }

    @GetMapping("/{meetingNo}/correction")
    String correction(@PathVariable String meetingNo, Model model) {
        room.requireOwn(meetingNo);
        Meeting meeting = meetings.visible(meetingNo);
        return fill(model, meeting, MeetingForm.after(meeting.villageCode(), meeting.minutes(), meeting.minutes().heldOn().toString()), "",
                List.of());
    }

    @PostMapping("/{meetingNo}/correction")
    ModelAndView correct(@PathVariable String meetingNo, @RequestParam MultiValueMap<String, String> sent, Model model,
                         RedirectAttributes redirect) {
        room.requireOwn(meetingNo);
        Meeting meeting = meetings.visible(meetingNo);
        MeetingForm form = MeetingForm.of(sent);
        String reason = sent.getFirst("reason");
        try {
            room.correct(meetingNo, form.typed(), reason);
        } catch (InvalidInputException e) {
            return new ModelAndView(fill(model, meeting, form, reason, e.errors()), HttpStatus.BAD_REQUEST);
        } catch (ConflictException e) {
            return new ModelAndView(fill(model, meeting, form, reason, List.of(new FieldError("reason", "更正原因", e.getMessage()))),
                    HttpStatus.CONFLICT);
        }
        redirect.addFlashAttribute("done", "会议记录已更正，原来的记录保留。");
        return new ModelAndView("redirect:/meetings/" + meeting.meetingNo());
    }

    private static String fill(Model model, Meeting meeting, MeetingForm form, String reason, List<FieldError> errors) {
        model.addAllAttributes(Map.of("meeting", meeting, "form", form, "reason", reason == null ? "" : reason, "errors", errors));
        return "meeting-correction";
    }
}
