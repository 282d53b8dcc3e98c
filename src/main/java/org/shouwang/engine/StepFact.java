package org.shouwang.engine;

import java.util.function.BiPredicate;

/**
 * Something that the table of steps asks for and that no single decision tells, such as a public notice that has ended clear.
 * Each package declares its own as beans.
 *
 * @param name   its name in the table {@code step-order}
 * @param stands whether it is on record: of a case number, and of what the step is about besides the case, or null
 */
public record StepFact(String name, BiPredicate<String, Long> stands) {
}
