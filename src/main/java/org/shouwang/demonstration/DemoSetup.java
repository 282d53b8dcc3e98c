package org.shouwang.demonstration;

import java.util.List;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Fills an empty demonstration once: three villages in each township, one user for each post, and a second user for each post
 * whose work needs two people.
 */
@Component
@Profile("demo")
public class DemoSetup {

    /** The password of all demo users, which stands on the start page. */
    public static final String PASSWORD = "Shouwang-2026";

    private static final String ADMIN = "admin";
    /** The end of the user name of a post's second user, who does the acts that need another person than the first. */
    static final String SECOND = "b";
    /** The account of a program that serves only one county and its bank. */
    private static final String LIMITED_PROGRAM = "partner411082";
    private static final String[] VILLAGES = {"东村", "西村", "南村"};

    private final Accounts accounts;
    private final Regions regions;

    DemoSetup(Accounts accounts, Regions regions) {
        this.accounts = accounts;
        this.regions = regions;
    }

    /** Fills an installation that has no user yet. */
    public void fill() {
        accounts.addDemoUser(ADMIN, Role.ADMIN.title(), PASSWORD, new Post(Role.ADMIN, null));
        List<Region> counties = regions.ofLevel(RegionLevel.COUNTY);
        accounts.addProgramLike("partner", "信息平台（演示）", ADMIN, counties.stream().flatMap(county -> served(county).stream()).toList());
        accounts.addProgramLike(LIMITED_PROGRAM, "长葛市信息平台（演示）", ADMIN,
                served(counties.stream().filter(county -> LIMITED_PROGRAM.endsWith(county.code())).findFirst().orElseThrow()));
        for (Region city : regions.ofLevel(RegionLevel.CITY)) {
            addUser(Role.CITY, city);
            addSecond(Role.CITY, city, "复核员");
        }
        for (Region county : counties) {
            addUser(Role.COUNTY, county);
            addSecond(Role.COUNTY, county, "核查员");
            addUser(Role.LEADER, county);
            addSecond(Role.LEADER, county, "第二人");
        }
        for (Region township : regions.ofLevel(RegionLevel.TOWNSHIP)) {
            addUser(Role.TOWNSHIP, township);
            addSecond(Role.TOWNSHIP, township, "第二人");
            for (int i = 0; i < VILLAGES.length; i++) {
                String code = township.code() + (201 + i);
                String name = township.name().replaceAll("(回族乡|街道|镇|乡)$", "") + VILLAGES[i];
                regions.putVillage(township.code(), code, name);
                Region village = new Region(code, name, RegionLevel.VILLAGE, township.code());
                accounts.putPost(new Post(Role.VILLAGE, code), name + Role.VILLAGE.title());
                addUser(Role.VILLAGE, village);
            }
        }
    }

    /** Adds the user of a department. */
    public void addDepartment(Post post, String name) {
        accounts.addUserLike(post.group(), name, ADMIN, post);
    }

    /** Adds the two users of an institution of a county, such as its bank. */
    public void addInstitution(Post post, String name) {
        accounts.addUserLike(post.group(), name, ADMIN, post);
        accounts.addUserLike(post.group() + SECOND, name + (post.role() == Role.BANK ? "（审查员）" : "（第二人）"), ADMIN, post);
    }

    private static List<String> served(Region county) {
        return List.of(county.code(), new Post(Role.BANK, county.code()).group());
    }

    private void addSecond(Role role, Region region, String duty) {
        Post post = new Post(role, region.code());
        accounts.addUserLike(post.group() + SECOND, region.name() + role.title() + "（" + duty + "）", ADMIN, post);
    }

    private void addUser(Role role, Region region) {
        Post post = new Post(role, region.code());
        accounts.addUserLike(post.group(), region.name() + role.title(), ADMIN, post);
    }
}
