package org.shouwang.meeting;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stands at the head of a meeting's minutes.
 *
 * @param heldOn  the day of the meeting
 * @param place   the place of the meeting
 * @param chair   the name of who led it
 * @param present the names of those who took part, at least one, each once
 */
public record Minutes(LocalDate heldOn, String place, String chair, List<String> present) {

    /**
     * @return the names of all who have to sign: the chair and those present, each once
     */
    public List<String> signers() {
        return Stream.concat(Stream.of(chair), present.stream()).distinct().toList();
    }
}
