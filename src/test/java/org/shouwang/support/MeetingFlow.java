package org.shouwang.support;

import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECTION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Households of one village on their way together: through one meeting, one notice, and on to the lists of the levels above. */
public final class MeetingFlow {

    private final Shouwang shouwang;
    private final TestClock clock;
    private final List<CaseFlow> households;
    private String meetingNo;
    private String noticeNo;

    private MeetingFlow(Shouwang shouwang, TestClock clock, List<CaseFlow> households) {
        this.shouwang = shouwang;
        this.clock = clock;
        this.households = households;
    }

    /**
     * Leads new households to the village's preselection.
     *
     * @param count the number of households
     */
    public static MeetingFlow compared(Shouwang shouwang, TestClock clock, int count) {
        return new MeetingFlow(shouwang, clock, IntStream.range(0, count)
                .mapToObj(i -> shouwang.newCase(TestPeople.somebody(), clock.today().toString()).verified().compared()).toList());
    }

    /** Lets a meeting of today preselect all of them. */
    public MeetingFlow held() {
        Answer held = shouwang.village().post("/api/meetings", Map.of("village", Shouwang.VILLAGE, "heldOn", clock.today().toString(),
                "place", "村委会会议室", "chair", "王主持", "present", List.of("李代表", "赵会计"), "items", households.stream()
                        .map(each -> Map.of("caseNo", each.caseNo(), PRESELECTION_OUTCOME, "PRESELECT", "opinion", "综合研判，一致同意")).toList()));
        meetingNo = required(held, "meetingNo");
        return this;
    }

    /** Lets the village post one notice for all of them today. */
    public MeetingFlow posted() {
        noticeNo = required(shouwang.village().post("/api/notices", Map.of("caseNos", households.stream().map(CaseFlow::caseNo).toList(),
                "postedAt", "村务公开栏", "postedFrom", clock.today().toString())), "noticeNo");
        return this;
    }

    /** Lets the notice end, six days later, so that all of them wait for the township's review. */
    public MeetingFlow noticeOver() {
        clock.advanceDays(6);
        households.forEach(each -> each.awaitTask(REVIEW_AT_TOWNSHIP));
        return this;
    }

    /** Returns the households in the order of the minutes and of the notice. */
    public List<CaseFlow> households() {
        return households;
    }

    /** Returns the meeting's number; null before it was held. */
    public String meetingNo() {
        return meetingNo;
    }

    /** Returns the notice's number; null before it was posted. */
    public String noticeNo() {
        return noticeNo;
    }

    private static String required(Answer answer, String name) {
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return answer.get(name);
    }
}
