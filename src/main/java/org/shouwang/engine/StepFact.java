package org.shouwang.engine;

import java.util.function.BiPredicate;

/**
 * A fact that the table of steps needs and that no single decision tells, such as the end of a public notice without an upheld
 * objection. Each package declares its facts as beans.
 *
 * @param name   the fact's name in the table {@code step-order}
 * @param stands tells whether the fact is on record for a case number and the id of the step's subject, which may be null
 */
public record StepFact(String name, BiPredicate<String, Long> stands) {
}
