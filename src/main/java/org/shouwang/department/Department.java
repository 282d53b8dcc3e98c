package org.shouwang.department;

import java.util.List;
import org.shouwang.security.Post;
import org.shouwang.security.Role;

/**
 * A kind of department that the city and each of its counties have.
 *
 * @param code         the code in the ids of groups and users: small letters such as {@code yibao}
 * @param name         the short name, such as 医保局
 * @param aliases      the other names, without the name of a region
 * @param leadingGroup whether the department is a member of the leading group (领导小组成员单位)
 */
public record Department(String code, String name, List<String> aliases, boolean leadingGroup) {

    /**
     * Returns the post of this department in a region.
     *
     * @param regionCode the code of a county or of the city
     */
    public Post in(String regionCode) {
        return new Post(Role.DEPARTMENT, regionCode, code);
    }
}
