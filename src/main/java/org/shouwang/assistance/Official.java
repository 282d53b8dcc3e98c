package org.shouwang.assistance;

/**
 * A person in the register of those who may be made responsible for households (帮扶责任人, AS-2).
 *
 * @param id             the person's id in the register
 * @param name           the person's name
 * @param post           the person's employer and position (单位职务)
 * @param phone          the person's telephone for the households, or null
 * @param publicOfficial whether the person is a public official (国家公职人员)
 * @param regionCode     the code of the county or township for which the person works
 * @param regionName     the name of this county or township
 * @param active         whether the person can be chosen
 * @param households     the number of households for which the person is responsible now
 */
public record Official(long id, String name, String post, String phone, boolean publicOfficial, String regionCode, String regionName,
                       boolean active, int households) {

    /**
     * @return a Chinese text that says why the person cannot be made responsible, or null if the person can
     */
    public String objection() {
        if (!publicOfficial) {
            return name + "（" + post + "）不是国家公职人员，不能担任帮扶责任人";
        }
        return active ? null : name + "（" + post + "）已停用，不能再担任帮扶责任人";
    }
}
