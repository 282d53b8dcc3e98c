package org.shouwang.region;

/** The four levels of administration, from above. */
public enum RegionLevel {
    /** 市 */
    CITY,
    /** 县 */
    COUNTY,
    /** 乡镇、街道 */
    TOWNSHIP,
    /** 村 */
    VILLAGE
}
