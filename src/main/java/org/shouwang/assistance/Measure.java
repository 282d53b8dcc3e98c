package org.shouwang.assistance;

/**
 * A measure of the catalogue.
 *
 * @param code        its code
 * @param kind        its kind
 * @param title       its name as people read it
 * @param development whether it earns the household an income by its own work (AS-3)
 * @param needsLabour whether only somebody who can work may be given it (AS-4)
 * @param source      the document behind it
 */
public record Measure(String code, MeasureKind kind, String title, boolean development, boolean needsLabour, String source) {

    /**
     * @return kind and name, such as 产业·发展种植业
     */
    public String fullTitle() {
        return kind.title() + "·" + title;
    }
}
