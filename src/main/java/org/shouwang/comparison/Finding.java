package org.shouwang.comparison;

import java.time.LocalDate;

/**
 * What one data set says about one person, or that nothing was found or compared.
 *
 * @param kind       the data set
 * @param asOf       the day of which the data set is, or null if this kind was never handed in
 * @param memberName the person it is about, or null if nothing was found
 * @param detail     what was found, as people read it
 */
public record Finding(DatasetKind kind, LocalDate asOf, String memberName, String detail) {
}
