package org.shouwang.meeting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.FormRows;
import org.shouwang.paper.CasePaperFacts;
import org.shouwang.paper.PaperFormat;
import org.shouwang.paper.PaperShelf;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;

/** The minutes of a meeting as a paper to sign (村级研判会议记录). Only households that are decided are on it. */
@Service
public class MeetingPapers {

    private static final String KIND = "minutes";
    private static final String TITLE = "村级研判会议记录";
    private static final String TEMPLATE = "monitoring-identification/documents/meeting.docx";

    private final Meetings meetings;
    private final PaperShelf shelf;
    private final Regions regions;

    MeetingPapers(Meetings meetings, PaperShelf shelf, Regions regions) {
        this.meetings = meetings;
        this.shelf = shelf;
        this.regions = regions;
    }

    /**
     * Makes the minutes of a meeting, or finds the kept ones if nothing has changed since.
     *
     * @param meetingNo a meeting's number; any text that a user typed is allowed
     * @param format    the format
     * @return the file
     * @throws NotFoundException if there is no such meeting that the user may see, or nothing is decided yet
     */
    public PaperShelf.DocumentFile take(String meetingNo, PaperFormat format) {
        Meeting meeting = meetings.visible(meetingNo);
        Village village = regions.findVillage(meeting.villageCode()).orElseThrow();
        List<MeetingItem> done = meetings.itemsOf(meeting.id()).stream().filter(MeetingItem::isDone).toList();
        return shelf.take(meeting.meetingNo(), village.countyCode(), List.of(new PaperShelf.Kind(KIND, TITLE, TEMPLATE,
                done.isEmpty() ? "没有办结的户" : null, () -> model(meeting, village, done))), KIND, format, null);
    }

    /**
     * @param meeting a meeting that the user may see
     * @return the names of the formats in which its minutes can be made now; empty if nothing is decided yet
     */
    public List<String> formats(Meeting meeting) {
        boolean none = meetings.itemsOf(meeting.id()).stream().noneMatch(MeetingItem::isDone);
        return shelf.list(meeting.meetingNo(), List.of(new PaperShelf.Kind(KIND, TITLE, TEMPLATE, none ? "没有办结的户" : null, Map::of)))
                .get(0).formats();
    }

    private static Map<String, Object> model(Meeting meeting, Village village, List<MeetingItem> done) {
        Minutes minutes = meeting.minutes();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("meetingNo", meeting.meetingNo());
        model.put("fullVillage", village.fullName());
        model.put("village", village.name());
        model.put("heldOn", minutes.heldOn());
        model.put("place", minutes.place());
        model.put("chair", minutes.chair());
        model.put("present", String.join("、", minutes.present()));
        model.put("items", CasePaperFacts.numbered(done.stream().map(item -> FormRows.row("headName", item.headName(), "kindTitle",
                item.kindTitle(), "advice", item.advice(), "verdict",
                item.verdict() + (item.takenBack() ? "（已撤回）" : ""), "opinion", item.opinion())).toList(), 0));
        model.put("signers", CasePaperFacts.numbered(minutes.signers().stream().map(name -> FormRows.row("name", name,
                "signature", null)).toList(), 0));
        return model;
    }
}
