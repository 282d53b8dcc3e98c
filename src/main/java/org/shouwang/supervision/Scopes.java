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

/** Finds out which part of the own region a user looks at. */
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
     * @param regionCode the code of a region, may be anything a user typed; null or blank for the whole own region
     * @return what the user who has signed in sees of it: the own part of a region above the own one, and nothing of
     *         another's or of one that does not exist
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
