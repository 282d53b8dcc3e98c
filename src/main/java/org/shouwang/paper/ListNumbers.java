package org.shouwang.paper;

import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The numbered lists on which cases stand, as far as papers print them. The module of lists declares it as a bean.
 *
 * @param latestOf returns the latest list with a case, by the case's number and the kind of paper as which such lists are printed;
 *                 empty if the case stands on none
 */
public record ListNumbers(BiFunction<String, String, Optional<Place>> latestOf) {

    /**
     * A list.
     *
     * @param title  the name of its kind, such as 拟纳入名单
     * @param number its number as offices write it, such as 〔2026〕3号
     */
    public record Place(String title, String number) {
    }
}
