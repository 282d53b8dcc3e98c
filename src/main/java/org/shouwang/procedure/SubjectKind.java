package org.shouwang.procedure;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/** The kind of thing that the cases of a procedure are about. */
public enum SubjectKind {
    /** A household, in the register or not yet. */
    @JsonProperty("household") HOUSEHOLD("户主", "householdNo", "name", "idNumber", "villageCode"),
    /** A person, a member of a household of the register or not. */
    @JsonProperty("person") PERSON("姓名", "householdNo", "memberNo", "name", "idNumber", "villageCode"),
    /** A village as a whole. */
    @JsonProperty("village") VILLAGE("村", "villageCode"),
    /** A project: a new one at a place, or one that another case is about already. */
    @JsonProperty("project") PROJECT("项目", "projectNo", "villageCode"),
    /** An office or another unit. */
    @JsonProperty("unit") UNIT("单位", "unit", "villageCode"),
    /** Somebody in a place who is known by a pseudonym, the field {@code alias}, or not at all; each time, it may be somebody else. */
    @JsonProperty("anonymous") ANONYMOUS("反映人", "villageCode");

    private final String title;
    private final Set<String> fields;

    SubjectKind(String title, String... fields) {
        this.title = title;
        this.fields = Set.of(fields);
    }

    /**
     * @return what the name of a subject is the name of, in Chinese
     */
    public String title() {
        return title;
    }

    /**
     * @return the keys of the fields of a start form that say what the case is about
     */
    public Set<String> fields() {
        return fields;
    }
}
