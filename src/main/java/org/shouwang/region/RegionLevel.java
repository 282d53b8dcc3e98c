package org.shouwang.region;

/** The four levels of administration, from above. */
public enum RegionLevel {
    /** The city (市). */
    CITY,
    /** A county (县). */
    COUNTY,
    /** A township or street (乡镇、街道). */
    TOWNSHIP,
    /** A village (村). */
    VILLAGE
}
