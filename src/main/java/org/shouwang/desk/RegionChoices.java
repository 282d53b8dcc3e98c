package org.shouwang.desk;

import java.util.ArrayList;
import java.util.List;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.springframework.stereotype.Component;

/** Offers the regions to which a user narrows a list. */
@Component
public class RegionChoices {

    private static final int TOWNSHIP_DIGITS = 9;

    private final Regions regions;
    private final CurrentUsers users;

    RegionChoices(Regions regions, CurrentUsers users) {
        this.regions = regions;
        this.users = users;
    }

    /**
     * A region that can be chosen.
     *
     * @param code  its code
     * @param title its name, behind a blank if it lies in the region before
     */
    public record Choice(String code, String title) {
    }

    /**
     * @param chosen the code of the region that is chosen, or null; may be anything that a user typed
     * @return the regions below that of the user who has signed in, and those below the chosen one; a village user has nothing to choose
     */
    public List<Choice> below(String chosen) {
        List<Choice> choices = new ArrayList<>();
        for (Region region : regions.childrenOf(base())) {
            choices.add(new Choice(region.code(), region.name()));
            if (chosen != null && chosen.length() >= TOWNSHIP_DIGITS && chosen.startsWith(region.code()) || region.code().equals(chosen)) {
                regions.childrenOf(region.code()).forEach(below -> choices.add(new Choice(below.code(), "　" + below.name())));
            }
        }
        return choices;
    }

    private String base() {
        return users.get().posts().stream().filter(post -> post.role().isRegional()).map(Post::regionCode).findFirst()
                .orElseGet(() -> regions.childrenOf(null).get(0).code());
    }
}
