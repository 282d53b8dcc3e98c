package org.shouwang.comparison;

import java.time.LocalDate;

/**
 * A finding: what a data set says about a person, or that nothing was found or compared.
 *
 * @param kind       the kind of data set
 * @param asOf       the day of the data; null if no data set of this kind was imported
 * @param memberName the name of the household member; null if nothing was found or compared
 * @param detail     the finding in Chinese
 */
public record Finding(DatasetKind kind, LocalDate asOf, String memberName, String detail) {
}
