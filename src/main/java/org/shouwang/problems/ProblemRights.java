package org.shouwang.problems;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.springframework.stereotype.Component;

/** The rights to register problems, and the counties for which they hold. */
@Component
public class ProblemRights {

    private static final int COUNTY_DIGITS = 6;

    private final Regions regions;
    private final CurrentUsers users;

    ProblemRights(Regions regions, CurrentUsers users) {
        this.regions = regions;
        this.users = users;
    }

    /**
     * Tells whether the user who has signed in may register problems and map their units: city, county departments and
     * administrator may; other systems may not.
     */
    public boolean mayRegister() {
        CurrentUser user = users.get();
        return user.is(Role.CITY) || user.is(Role.COUNTY) || user.is(Role.ADMIN);
    }

    /** Tells whether the user who has signed in may open rounds, which only the city may. */
    public boolean mayOpenRounds() {
        return users.get().is(Role.CITY);
    }

    /**
     * Refuses users who may not register problems.
     *
     * @throws ForbiddenException if the user who has signed in may not register problems
     */
    public void requireRegistrar() {
        if (!mayRegister()) {
            throw new ForbiddenException("问题由市级、县级乡村振兴部门登记");
        }
    }

    /**
     * Refuses users who may not open rounds.
     *
     * @throws ForbiddenException if the user who has signed in may not open rounds
     */
    public void requireRoundOpener() {
        if (!mayOpenRounds()) {
            throw new ForbiddenException("新的轮次由市级建立");
        }
    }

    /**
     * @return the counties for which the user who has signed in may register problems
     */
    public List<Region> counties() {
        CurrentUser user = users.get();
        return regions.ofLevel(RegionLevel.COUNTY).stream()
                .filter(county -> user.is(Role.COUNTY, county.code()) || user.covers("")).toList();
    }

    /**
     * Returns the code of the county of a county's user.
     *
     * @return the code, or an empty text for any other user, so that no problem goes to a county that was not named
     */
    public String ownCounty() {
        return users.get().posts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::regionCode).findFirst().orElse("");
    }

    /**
     * Checks the county for which problems are registered.
     *
     * @param asked the code of a county; may be anything that a user typed, and a county's user may leave it out
     * @return the county's code
     * @throws InvalidInputException if no county is named, or there is no such county
     * @throws ForbiddenException    if the user who has signed in may not register problems for this county
     */
    public String county(String asked) {
        requireRegistrar();
        String code = asked == null || asked.isBlank() ? ownCounty() : asked.strip();
        if (code.isEmpty()) {
            throw new InvalidInputException("county", "县（市、区）", "为必填项，请写明整改的县（市、区）");
        }
        Optional<Region> county = regions.find(code).filter(region -> region.level() == RegionLevel.COUNTY);
        if (county.isEmpty()) {
            throw new InvalidInputException("county", "县（市、区）", "没有代码为“" + code + "”的县（市、区）");
        }
        if (counties().stream().noneMatch(each -> each.code().equals(code))) {
            throw new ForbiddenException("只能登记本县的问题");
        }
        return code;
    }

    /**
     * Returns the one county to which all given posts belong.
     *
     * @param units units by group or by name, or null if there are none
     * @return the county's code; empty if the units belong to no county or to several
     */
    public static Optional<String> countyOf(List<String> units) {
        Set<String> counties = units == null ? Set.of() : units.stream().flatMap(unit -> Post.ofGroup(unit).stream())
                .filter(post -> post.role().isRegional() && !post.regionCode().equals(Post.CITY.regionCode()))
                .map(post -> post.regionCode().substring(0, COUNTY_DIGITS)).collect(Collectors.toSet());
        return counties.size() == 1 ? Optional.of(counties.iterator().next()) : Optional.empty();
    }
}
