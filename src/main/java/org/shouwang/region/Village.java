package org.shouwang.region;

/**
 * A village with the regions above it.
 *
 * @param code         12 digits
 * @param name         the village's name
 * @param townshipCode 9 digits
 * @param townshipName the township's name
 * @param countyCode   6 digits
 * @param countyName   the county's name
 */
public record Village(String code, String name, String townshipCode, String townshipName, String countyCode,
                      String countyName) {

    /**
     * @return county, township and village in one text, as it stands on papers
     */
    public String fullName() {
        return countyName + townshipName + name;
    }
}
