package org.shouwang.supervision;

import java.util.List;
import org.shouwang.region.Region;

/**
 * The part of the user's own regions that the user looks at.
 *
 * @param rootName the name of the user's own regions as a whole
 * @param path     the regions from there down to the one that the user looks at; empty for all of the user's regions
 * @param codes    the codes of the regions that the user looks at, none of which contains another; empty if none is the user's
 *     own
 * @param below    the regions into which these are divided; for a village, the village itself
 */
public record Scope(String rootName, List<Region> path, List<String> codes, List<Region> below) {

    /**
     * @return the code of the region that the user looks at; null for all of the user's regions
     */
    public String regionCode() {
        return path.isEmpty() ? null : path.get(path.size() - 1).code();
    }

    /**
     * @return the name of the region that the user looks at
     */
    public String name() {
        return path.isEmpty() ? rootName : path.get(path.size() - 1).name();
    }

    /**
     * @return whether the scope contains none of the user's regions
     */
    public boolean isNothing() {
        return codes.isEmpty();
    }
}
