package org.shouwang.paper;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the papers of a case print of the village meetings that decided on it. The module of meetings declares it as a bean.
 *
 * @param latestOf returns the last meeting whose decision on a case was carried out; empty if there was none
 */
public record MeetingRecords(Function<String, Optional<Entry>> latestOf) {

    /**
     * A meeting that decided on a case.
     *
     * @param meetingNo   the meeting's number
     * @param heldOn      the day of the meeting
     * @param place       its place
     * @param chair       the name of who led it
     * @param recordedBy  the name of who recorded it
     * @param present     the names of those who took part
     * @param signers     the names of all who have to sign
     * @param concludedAt the moment at which its decision on the case was carried out
     */
    public record Entry(String meetingNo, LocalDate heldOn, String place, String chair, String recordedBy, List<String> present,
                        List<String> signers, Instant concludedAt) {
    }
}
