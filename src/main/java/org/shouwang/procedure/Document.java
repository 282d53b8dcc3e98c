package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A paper.
 *
 * @param kind  its name in addresses, which is also the name of its template
 * @param title its Chinese name
 * @param after the task after which it can be made; null if it can be made from the beginning
 * @param when  the FEEL expression that is true if it can be made; null if it always can
 * @param by    the posts that make it; empty if all do that see the case
 * @param open  whether everybody who may see the case may have the paper, other systems too
 * @param blank whether it is printed without what was filled in, to be filled in by hand
 * @param list  whether many cases may stand in it, each as a row of {@code entries}
 * @param of    which of the papers it is that many procedures have; null if it is none of them
 */
public record Document(String kind, String title, String after, String when, List<String> by, boolean open, boolean blank, boolean list, Common of) {

    /** The papers that procedures have in common whose village preselects and whose higher levels decide. */
    public enum Common {
        /** The record of the village's assessment. */
        @JsonProperty("assessment") ASSESSMENT,
        /** The notice as it was posted. */
        @JsonProperty("notice") NOTICE,
        /** The form with the opinion of every level. */
        @JsonProperty("approval-form") APPROVAL_FORM,
        /** The list of what was approved. */
        @JsonProperty("approval-list") APPROVAL_LIST,
        /** The letter that tells of a refusal. */
        @JsonProperty("refusal") REFUSAL
    }
}
