package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of thing that the cases of a procedure are about. */
public enum SubjectKind {
    /** A household, in the register or not yet. */
    @JsonProperty("household") HOUSEHOLD,
    /** A person, a member of a household of the register or not. */
    @JsonProperty("person") PERSON,
    /** A village as a whole. */
    @JsonProperty("village") VILLAGE,
    /** A project that has entered the pool. */
    @JsonProperty("project") PROJECT,
    /** An office or another unit. */
    @JsonProperty("unit") UNIT
}
