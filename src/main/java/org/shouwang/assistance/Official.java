package org.shouwang.assistance;

/**
 * Somebody who may be made responsible for households (帮扶责任人, AS-2).
 *
 * @param id             the person's id in the register
 * @param name           the person's name
 * @param post           where the person works and as what (单位职务)
 * @param publicOfficial whether the person is a public official (国家公职人员)
 * @param regionCode     the county or township the person works for
 * @param regionName     its name
 * @param active         whether the person can be chosen
 * @param households     for how many households the person is responsible now
 */
public record Official(long id, String name, String post, boolean publicOfficial, String regionCode, String regionName,
                       boolean active, int households) {

    /**
     * @return why the person cannot be made responsible for a household, or null if nothing stands against it
     */
    public String objection() {
        if (!publicOfficial) {
            return name + "（" + post + "）不是国家公职人员，不能担任帮扶责任人";
        }
        return active ? null : name + "（" + post + "）已停用，不能再担任帮扶责任人";
    }
}
