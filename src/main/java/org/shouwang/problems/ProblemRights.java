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

/** Who may bring problems in, and for which county. */
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
     * @return whether the user who has signed in registers problems and says who their units are: city, county departments,
     *         administrator; never another system
     */
    public boolean mayRegister() {
        CurrentUser user = users.get();
        return user.is(Role.CITY) || user.is(Role.COUNTY) || user.is(Role.ADMIN);
    }

    /**
     * @return whether the user who has signed in opens rounds: the city
     */
    public boolean mayOpenRounds() {
        return users.get().is(Role.CITY);
    }

    /**
     * @throws ForbiddenException if the user who has signed in does not register problems
     */
    public void requireRegistrar() {
        if (!mayRegister()) {
            throw new ForbiddenException("问题由市级、县级乡村振兴部门登记");
        }
    }

    /**
     * @throws ForbiddenException if the user who has signed in does not open rounds
     */
    public void requireRoundOpener() {
        if (!mayOpenRounds()) {
            throw new ForbiddenException("新的轮次由市级建立");
        }
    }

    /**
     * @return the counties for which the user who has signed in may register
     */
    public List<Region> counties() {
        CurrentUser user = users.get();
        return regions.ofLevel(RegionLevel.COUNTY).stream()
                .filter(county -> user.is(Role.COUNTY, county.code()) || user.covers("")).toList();
    }

    /**
     * @return the code of the county of a county's user, empty for anybody else: nobody's problem is given to a county that
     *         was not named
     */
    public String ownCounty() {
        return users.get().posts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::regionCode).findFirst().orElse("");
    }

    /**
     * @param asked the county that is asked for, may be anything a user typed; a county's user need not name the own one
     * @return its code
     * @throws InvalidInputException if none is named, or there is no such county
     * @throws ForbiddenException    if the user who has signed in may not register for it
     */
    public String county(String asked) {
        requireRegistrar();
        String code = asked == null || asked.isBlank() ? ownCounty() : asked.strip();
        if (code.isEmpty()) {
            throw new InvalidInputException("county", "县（市、区）", "为必填项：请写明整改的县（市、区）");
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
     * @param units units by group or by name, null if there are none
     * @return the one county whose posts they are, empty if they tell none or several
     */
    public static Optional<String> countyOf(List<String> units) {
        Set<String> counties = units == null ? Set.of() : units.stream().flatMap(unit -> Post.ofGroup(unit).stream())
                .filter(post -> post.role().isRegional() && !post.regionCode().equals(Post.CITY.regionCode()))
                .map(post -> post.regionCode().substring(0, COUNTY_DIGITS)).collect(Collectors.toSet());
        return counties.size() == 1 ? Optional.of(counties.iterator().next()) : Optional.empty();
    }
}
