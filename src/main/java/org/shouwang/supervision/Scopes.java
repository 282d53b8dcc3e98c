package org.shouwang.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shouwang.deadline.LimitSummary;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.springframework.stereotype.Component;

/** Finds the part of the user's own regions that the user looks at. */
@Component
public class Scopes {

    private final LimitSummary summary;
    private final Regions regions;
    private final CurrentUsers users;

    Scopes(LimitSummary summary, Regions regions, CurrentUsers users) {
        this.summary = summary;
        this.regions = regions;
        this.users = users;
    }

    /**
     * Returns the part of a region that the user who has signed in may see. Of a region above the user's own, that is the
     * user's own part. Of another region, or of one that does not exist, it is nothing.
     *
     * @param regionCode the code of a region; any text that a user typed is allowed; null or blank for all of the user's
     *     regions
     */
    public Scope of(String regionCode) {
        List<String> own = List.copyOf(summary.ownTop());
        boolean wholeCity = users.get().covers("");
        String rootName = wholeCity ? regions.ofLevel(RegionLevel.CITY).get(0).name()
                : own.size() == 1 ? regions.find(own.get(0)).orElseThrow().name() : "我的辖区";
        Optional<Region> asked = regionCode == null || regionCode.isBlank() ? Optional.empty() : regions.find(regionCode);
        if (asked.isEmpty() && regionCode != null && !regionCode.isBlank()) {
            return new Scope(rootName, List.of(), List.of(), List.of());
        }
        boolean all = asked.isEmpty() || asked.get().level() == RegionLevel.CITY || own.equals(List.of(asked.get().code()));
        if (!all && own.stream().anyMatch(asked.get().code()::startsWith)) {
            return new Scope(rootName, pathTo(asked.get(), own), List.of(asked.get().code()), below(List.of(asked.get().code())));
        }
        List<String> codes = all ? own : own.stream().filter(code -> code.startsWith(asked.get().code())).toList();
        return new Scope(rootName, List.of(), codes, below(codes));
    }

    private List<Region> below(List<String> codes) {
        if (codes.size() == 1) {
            List<Region> children = regions.childrenOf(codes.get(0));
            if (!children.isEmpty()) {
                return children;
            }
        }
        return codes.stream().map(code -> regions.find(code).orElseThrow()).toList();
    }

    private List<Region> pathTo(Region region, List<String> own) {
        List<Region> path = new ArrayList<>();
        Optional<Region> next = Optional.of(region);
        while (next.isPresent() && own.stream().anyMatch(next.get().code()::startsWith)
                && !own.equals(List.of(next.get().code()))) {
            path.add(0, next.get());
            next = regions.find(next.get().parentCode());
        }
        return path;
    }
}
