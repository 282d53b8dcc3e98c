package org.shouwang.supervision;

import java.util.List;
import org.shouwang.region.Region;

/**
 * The part of the user's own region that is looked at.
 *
 * @param rootName what the whole own region is called
 * @param path     the way down from there to what is looked at; empty for the whole
 * @param codes    the codes of the regions looked at, none of which contains another; empty if it is none of the own
 * @param below    the regions into which it is divided; itself where it is a village
 */
public record Scope(String rootName, List<Region> path, List<String> codes, List<Region> below) {

    /**
     * @return the code of the region looked at, null for the whole own region
     */
    public String regionCode() {
        return path.isEmpty() ? null : path.get(path.size() - 1).code();
    }

    /**
     * @return what is looked at, as people read it
     */
    public String name() {
        return path.isEmpty() ? rootName : path.get(path.size() - 1).name();
    }

    /**
     * @return whether it is none of the user's own
     */
    public boolean isNothing() {
        return codes.isEmpty();
    }
}
