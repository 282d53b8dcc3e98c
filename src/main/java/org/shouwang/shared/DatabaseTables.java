package org.shouwang.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares which tables the SQL of a module names. Every table of ours belongs to exactly one module, and only that module
 * writes to it; others read it where a join or a search needs it, and say so here. The engine's tables ({@code act_…}) belong
 * to {@code engine}. A test compares the declaration with the sources, in both directions.
 */
@Target(ElementType.PACKAGE)
@Retention(RetentionPolicy.RUNTIME)
public @interface DatabaseTables {

    /** Stands in {@link #reads} for every table there is. */
    String ALL = "*";

    /**
     * Returns the tables that belong to the module.
     */
    String[] own() default {};

    /**
     * Returns the tables of other modules that the module reads.
     */
    String[] reads() default {};
}
