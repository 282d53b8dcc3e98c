package org.shouwang.meeting.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.meeting.MeetingRoom;
import org.shouwang.meeting.Minutes;
import org.shouwang.meeting.Verdict;
import org.shouwang.shared.JsonBodies;
import org.springframework.util.MultiValueMap;

/**
 * A meeting as it is filled in on a page. All is kept when something is wrong, so that nothing is typed twice.
 *
 * @param village  the village's code
 * @param heldOn   the day
 * @param place    the place
 * @param chair    the chair's name
 * @param present  the names of those who took part, divided as people write them
 * @param words    words for the preselected households without words of their own
 * @param outcomes the verdicts by case number; cases that were not discussed have none
 * @param opinions the words by case number
 */
record MeetingForm(String village, String heldOn, String place, String chair, String present, String words,
                   Map<String, String> outcomes, Map<String, String> opinions) {

    private static final String DIVIDED = "[、，,；;\\s]+";
    private static final String OUTCOME = "outcome-";
    private static final String OPINION = "opinion-";
    private static final String PRESELECT = "PRESELECT";

    static MeetingForm of(MultiValueMap<String, String> sent) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        Map<String, String> opinions = new LinkedHashMap<>();
        sent.forEach((name, values) -> {
            String value = values.get(0) == null ? "" : values.get(0);
            if (name.startsWith(OUTCOME) && !value.isBlank()) {
                outcomes.put(name.substring(OUTCOME.length()), value);
            } else if (name.startsWith(OPINION)) {
                opinions.put(name.substring(OPINION.length()), value);
            }
        });
        return new MeetingForm(text(sent, "village"), text(sent, "heldOn"), text(sent, "place"), text(sent, "chair"), text(sent, "present"),
                text(sent, "words"), outcomes, opinions);
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : value;
    }

    /** Returns an empty form with what the village's latest meeting tells; {@code last} may be null. */
    static MeetingForm after(String village, Minutes last, String today) {
        return new MeetingForm(village, today, last == null ? "" : last.place(), last == null ? "" : last.chair(),
                last == null ? "" : String.join("、", last.present()), "", Map.of(), Map.of());
    }

    MeetingRoom.Typed typed() {
        return new MeetingRoom.Typed(JsonBodies.day(Map.of("heldOn", heldOn), "heldOn", "研判会日期"), place, chair,
                Arrays.stream(present.split(DIVIDED)).filter(name -> !name.isBlank()).toList());
    }

    /**
     * Returns the verdicts in the order of the page. The common words count for preselected households that the product does
     * not advise against: whoever decides otherwise gives a reason for each.
     *
     * @param waiting the households on the page
     */
    List<Verdict> verdicts(List<MeetingRoom.Waiting> waiting) {
        List<Verdict> verdicts = new ArrayList<>();
        for (MeetingRoom.Waiting household : waiting) {
            String outcome = outcomes.get(household.caseNo());
            if (outcome != null) {
                String own = opinions.getOrDefault(household.caseNo(), "");
                boolean common = own.isBlank() && PRESELECT.equals(outcome) && !household.advisedAgainst();
                verdicts.add(new Verdict(household.caseNo(), outcome, blankToNull(common ? words : own)));
            }
        }
        return verdicts;
    }

    /** Returns the verdicts of cases that are handed in again. */
    List<Verdict> verdicts() {
        return outcomes.entrySet().stream().map(each -> new Verdict(each.getKey(), each.getValue(),
                blankToNull(opinions.getOrDefault(each.getKey(), "")))).toList();
    }

    /** Returns the form with the product's advice as verdict where none was chosen. */
    MeetingForm advised(List<MeetingRoom.Waiting> waiting) {
        Map<String, String> filled = new LinkedHashMap<>(outcomes);
        waiting.forEach(household -> filled.putIfAbsent(household.caseNo(), household.advisedAgainst() ? "REJECT" : PRESELECT));
        return new MeetingForm(village, heldOn, place, chair, present, words, filled, opinions);
    }

    private static String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
