package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;

/**
 * The days between which a date field lies, both included.
 *
 * @param from the FEEL expressions of days of which the latest that is there is the first possible one; a field that was left empty
 *     counts as the first day that it could have had
 * @param to   the FEEL expressions of days of which the earliest that is there is the last possible one
 */
public record Between(@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> from,
                      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> to) {
}
