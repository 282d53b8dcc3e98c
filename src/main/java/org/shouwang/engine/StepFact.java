package org.shouwang.engine;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/**
 * A fact that the table of steps needs and that no single decision tells, such as the end of a public notice without an upheld
 * objection. Each package declares its facts as beans.
 *
 * @param name   the fact's name in the table {@code step-order}
 * @param stands tells whether the fact is on record for a case number and the id of the step's subject, which may be null
 */
public record StepFact(String name, BiPredicate<String, Long> stands) {

    /**
     * That something stands in one of several ways.
     *
     * @param name  its name in the table
     * @param how   tells how it stands, of a case number and of what the step is about; empty if it is not on record
     * @param oneOf the ways it may stand
     * @param <S>   the type of the ways
     * @return the fact
     */
    @SafeVarargs
    public static <S> StepFact standing(String name, BiFunction<String, Long, Optional<S>> how, S... oneOf) {
        Set<S> wanted = Set.of(oneOf);
        return new StepFact(name, (caseNo, reference) -> how.apply(caseNo, reference).filter(wanted::contains).isPresent());
    }
}
