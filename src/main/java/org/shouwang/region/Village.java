package org.shouwang.region;

/**
 * A village with the regions above it.
 *
 * @param code         the village's code, 12 digits
 * @param name         the village's name
 * @param townshipCode the township's code, 9 digits
 * @param townshipName the township's name
 * @param countyCode   the county's code, 6 digits
 * @param countyName   the county's name
 */
public record Village(String code, String name, String townshipCode, String townshipName, String countyCode,
                      String countyName) {

    /**
     * @return the names of county, township and village in one text, as documents name a village
     */
    public String fullName() {
        return countyName + townshipName + name;
    }
}
