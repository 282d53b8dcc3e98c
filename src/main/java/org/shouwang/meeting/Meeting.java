package org.shouwang.meeting;

import java.time.Instant;

/**
 * A village meeting.
 *
 * @param id          the meeting's id
 * @param meetingNo   the meeting's number, such as {@code YP-411081-2026-000001}
 * @param villageCode the village's code, 12 digits
 * @param minutes     the minutes as last corrected
 * @param recordedBy  the id of the user who recorded it
 * @param recordedAt  the moment at which it was recorded
 */
public record Meeting(long id, String meetingNo, String villageCode, Minutes minutes, String recordedBy, Instant recordedAt) {
}
