package org.shouwang.assistance;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A measure of the catalogue.
 *
 * @param code        its code
 * @param kind        its kind
 * @param title       its name as people read it
 * @param develops    for whom it counts as development today (AS-3)
 * @param developsWhy why so: the document, or that it is ours
 * @param needsLabour whether only somebody who can work may be given it (AS-4)
 * @param source      the document behind it
 */
public record Measure(String code, MeasureKind kind, String title, Development develops, String developsWhy,
                      boolean needsLabour, String source) {

    /**
     * @return whether it earns the household an income by its own work, whoever it is for
     */
    @JsonProperty
    public boolean development() {
        return develops == Development.ALL;
    }

    /**
     * @return kind and name, such as 产业·发展种植业
     */
    public String fullTitle() {
        return kind.title() + "·" + title;
    }
}
