package org.shouwang.assistance;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A measure of the catalogue.
 *
 * @param code        the measure's code
 * @param kind        the measure's kind
 * @param title       the measure's Chinese name
 * @param develops    the people for whom the measure counts as development today (AS-3)
 * @param developsWhy the reason for that: the document, or that it is the product's own choice
 * @param needsLabour whether the measure is only for people who can work (AS-4)
 * @param source      the document that introduces the measure
 */
public record Measure(String code, MeasureKind kind, String title, Development develops, String developsWhy,
                      boolean needsLabour, String source) {

    /**
     * @return whether the measure counts as development for everybody
     */
    @JsonProperty
    public boolean development() {
        return develops == Development.ALL;
    }

    /**
     * @return the kind's and the measure's names, such as 产业·发展种植业
     */
    public String fullTitle() {
        return kind.title() + "·" + title;
    }
}
