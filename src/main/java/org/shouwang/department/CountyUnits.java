package org.shouwang.department;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.region.Regions;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** The units of a county to which a task can be given: its townships and its departments. */
@Component
public class CountyUnits {

    private final Departments departments;
    private final Regions regions;

    CountyUnits(Departments departments, Regions regions) {
        this.departments = departments;
        this.regions = regions;
    }

    /**
     * @param countyCode the county's code
     * @param kinds      the kinds of units, as {@link Role#group()}
     * @return the options of a field: the groups of the units' posts with the units' names
     */
    public List<Map<String, Object>> options(String countyCode, List<String> kinds) {
        return names(countyCode, kinds).entrySet().stream().map(unit -> Map.<String, Object>of("value", unit.getKey(), "label", unit.getValue())).toList();
    }

    /**
     * @param countyCode the county's code
     * @param kinds      the kinds of units, as {@link Role#group()}
     * @param group      the group of a post; may be anything that somebody typed
     * @return the unit's name; empty if the county has no such unit
     */
    public Optional<String> name(String countyCode, List<String> kinds, String group) {
        return Optional.ofNullable(names(countyCode, kinds).get(group));
    }

    private Map<String, String> names(String countyCode, List<String> kinds) {
        Map<String, String> names = new LinkedHashMap<>();
        String county = regions.find(countyCode).orElseThrow().name();
        if (kinds.contains(Role.TOWNSHIP.group())) {
            regions.openChildrenOf(countyCode).forEach(township -> names.put(new Post(Role.TOWNSHIP, township.code()).group(), township.name()));
        }
        if (kinds.contains(Role.DEPARTMENT.group())) {
            departments.all().forEach(each -> names.put(each.in(countyCode).group(), county + each.name()));
        }
        return names;
    }
}
