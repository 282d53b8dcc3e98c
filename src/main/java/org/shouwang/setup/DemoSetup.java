package org.shouwang.setup;

import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Fills an empty demonstration once: three villages in each township and one user for each post. */
@Component
@Profile("demo")
public class DemoSetup {

    /** The password of all demo users; it stands on the start page. */
    public static final String PASSWORD = "Shouwang-2026";

    private static final String ADMIN = "admin";
    /** Ends the name of a county's second user, who verifies what the first has rectified. */
    static final String SECOND = "b";
    private static final String[] VILLAGES = {"东村", "西村", "南村"};

    private final Accounts accounts;
    private final Regions regions;

    DemoSetup(Accounts accounts, Regions regions) {
        this.accounts = accounts;
        this.regions = regions;
    }

    /** Fills an installation that has no user yet. */
    void fill() {
        accounts.addDemoUser(ADMIN, Role.ADMIN.title(), PASSWORD, new Post(Role.ADMIN, null));
        accounts.addUserLike("partner", "县级信息平台（演示）", ADMIN, new Post(Role.PARTNER, null));
        regions.ofLevel(RegionLevel.CITY).forEach(city -> addUser(Role.CITY, city));
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            addUser(Role.COUNTY, county);
            accounts.addUserLike(Role.COUNTY.group() + county.code() + SECOND, county.name() + Role.COUNTY.title() + "（核查员）",
                    ADMIN, new Post(Role.COUNTY, county.code()));
            addUser(Role.LEADER, county);
            addUser(Role.BANK, county);
        }
        for (Region township : regions.ofLevel(RegionLevel.TOWNSHIP)) {
            addUser(Role.TOWNSHIP, township);
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
    void addDepartment(Post post, String name) {
        accounts.addUserLike(post.group(), name, ADMIN, post);
    }

    private void addUser(Role role, Region region) {
        Post post = new Post(role, region.code());
        accounts.addUserLike(post.group(), region.name() + role.title(), ADMIN, post);
    }
}
