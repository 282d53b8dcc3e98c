package org.shouwang.department;

import java.util.List;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/**
 * A kind of department that the city and each of its counties have.
 *
 * @param code         its code in the ids of groups and users, small letters such as {@code yibao}
 * @param name         its short name such as 医保局
 * @param aliases      what else it is called, without the name of a region
 * @param leadingGroup whether it is a member of the leading group (领导小组成员单位)
 */
public record Department(String code, String name, List<String> aliases, boolean leadingGroup) {

    /**
     * @param regionCode a county, or the city
     * @return the post of this department there
     */
    public Post in(String regionCode) {
        return new Post(Role.DEPARTMENT, regionCode, code);
    }
}
