package org.shouwang.dualassignment;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.department.Department;
import org.shouwang.department.Departments;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recognises responsible units in what people write, and remembers what a county says of those it cannot recognise. */
@Service
public class Units {

    private static final String SEPARATORS = "、，,；;\n";
    private static final String OPENING = "（(";
    private static final String CLOSING = "）)";
    private static final String PARTY = "委";

    private final JdbcClient jdbc;
    private final Departments departments;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    Units(JdbcClient jdbc, Departments departments, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.departments = departments;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    /**
     * @param countyCode the county whose bodies 市… or 县… are
     * @param text       one or several units, separated by 、，； or line ends; what stands in parentheses stays with its unit
     * @return each of them, in this order
     */
    public List<Unit> recognise(String countyCode, String text) {
        Recogniser recogniser = new Recogniser(countyCode);
        return split(text).stream().map(recogniser::recognise).toList();
    }

    /** The units of a text as they are written, each once. */
    static List<String> split(String text) {
        Set<String> units = new LinkedHashSet<>();
        StringBuilder unit = new StringBuilder();
        int depth = 0;
        for (char character : (text + "、").toCharArray()) {
            depth += OPENING.indexOf(character) >= 0 ? 1 : CLOSING.indexOf(character) >= 0 && depth > 0 ? -1 : 0;
            if (depth == 0 && SEPARATORS.indexOf(character) >= 0) {
                units.add(unit.toString().strip());
                unit.setLength(0);
            } else {
                unit.append(character);
            }
        }
        units.add(unit.toString().replaceAll("、$", "").strip());
        units.remove("");
        return List.copyOf(units);
    }

    /**
     * @param countyCode a county
     * @return the groups of all posts that can have a line there, with their names: county, departments, townships
     */
    public Map<String, String> choices(String countyCode) {
        Map<String, String> choices = new LinkedHashMap<>();
        String county = regions.find(countyCode).orElseThrow().name();
        choices.put(new Post(Role.COUNTY, countyCode).group(), county + "（县级线，不另交办）");
        departments.all().forEach(each -> choices.put(each.in(countyCode).group(), county + each.name()));
        regions.childrenOf(countyCode).forEach(township ->
                choices.put(new Post(Role.TOWNSHIP, township.code()).group(), township.name()));
        String city = regions.ofLevel(RegionLevel.CITY).get(0).name();
        departments.all().forEach(each -> choices.put(each.in(Post.CITY.regionCode()).group(), city + each.name()));
        return choices;
    }

    /**
     * Remembers who a unit is, in the transaction of what follows from it.
     *
     * @param countyCode a county
     * @param unitText   the unit as it is written
     * @param groups     groups out of {@link #choices}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remember(String countyCode, String unitText, List<String> groups) {
        jdbc.sql("""
                        insert into shouwang.unit_mapping (county_code, unit_text, groups, mapped_by, mapped_at)
                        values (?, ?, ?, ?, ?)
                        on conflict (county_code, unit_text) do update set groups = excluded.groups,
                            mapped_by = excluded.mapped_by, mapped_at = excluded.mapped_at
                        """)
                .params(countyCode, unitText, groups.toArray(String[]::new), users.get().id(), Timestamp.from(clock.instant()))
                .update();
    }

    /** Recognises the units of one county. */
    private final class Recogniser {

        private final Region county;
        private final Region city;
        private final List<Region> townships;
        private final Map<String, List<String>> mapped = new LinkedHashMap<>();

        Recogniser(String countyCode) {
            county = regions.find(countyCode).orElseThrow();
            city = regions.find(county.parentCode()).orElseThrow();
            townships = regions.childrenOf(countyCode);
            jdbc.sql("select unit_text, groups from shouwang.unit_mapping where county_code = ?").param(countyCode)
                    .query((row, index) -> mapped.put(row.getString(1), List.of((String[]) row.getArray(2).getArray()))).list();
        }

        Unit recognise(String text) {
            List<String> chosen = mapped.get(text);
            if (chosen != null) {
                return new Unit(text, chosen.size() == 1 ? Unit.State.KNOWN : Unit.State.COLLECTIVE, chosen);
            }
            String name = text.replaceAll("[（(][^（）()]*[）)]$", "").strip();
            Optional<List<String>> collective = collective(name);
            if (collective.isPresent()) {
                return new Unit(text, Unit.State.COLLECTIVE, collective.get());
            }
            return post(name).map(post -> new Unit(text, Unit.State.KNOWN, List.of(post.group())))
                    .orElseGet(() -> new Unit(text, Unit.State.UNKNOWN, List.of()));
        }

        /** Until somebody chooses townships, the county's own line stands for all of them: it passes on what is theirs (DA-7). */
        private Optional<List<String>> collective(String name) {
            if (name.matches(".*各(乡镇|镇|乡|乡镇办|镇办).*")) {
                return Optional.of(List.of(new Post(Role.COUNTY, county.code()).group()));
            }
            if (name.endsWith("领导小组成员单位") || name.endsWith("领导小组各成员单位")) {
                return Optional.of(departments.all().stream().filter(Department::leadingGroup)
                        .map(each -> each.in(county.code()).group()).toList());
            }
            return Optional.empty();
        }

        private Optional<Post> post(String name) {
            Optional<Post> coded = Post.ofGroup(name).or(() -> departments.find(name).map(each -> each.in(county.code())))
                    .filter(post -> post.role() == Role.DEPARTMENT && departments.find(post.department()).isPresent()
                            && (post.regionCode().equals(county.code()) || post.regionCode().equals(city.code())));
            if (coded.isPresent()) {
                return coded;
            }
            if (Set.of(county.name(), county.name() + "人民政府", county.name() + "委县政府").contains(name)) {
                return Optional.of(new Post(Role.COUNTY, county.code()));
            }
            Optional<Post> township = townships.stream()
                    .filter(each -> Set.of(each.name(), county.name() + each.name()).contains(name))
                    .findFirst().map(each -> new Post(Role.TOWNSHIP, each.code()));
            return township.or(() -> department(name));
        }

        private Optional<Post> department(String name) {
            String shortName = county.name().substring(0, county.name().length() - 1);
            if (name.startsWith(city.name()) && name.endsWith(shortName + "分局")) {
                // A branch of a city's body works in the county.
                return named(name.substring(city.name().length(), name.length() - shortName.length() - 2))
                        .map(each -> each.in(county.code()));
            }
            if (name.startsWith(city.name())) {
                return named(name.substring(city.name().length())).map(each -> each.in(city.code()));
            }
            String own = name.startsWith(county.name()) ? name.substring(county.name().length()) : name;
            List<String> names = new ArrayList<>(List.of(own));
            if (own.length() > 1 && "市县区".indexOf(own.charAt(0)) >= 0) {
                names.add(own.substring(1));
            }
            return names.stream().flatMap(each -> named(each).stream()).findFirst().map(each -> each.in(county.code()));
        }

        private Optional<Department> named(String name) {
            Optional<Department> found = departments.named(name);
            return found.isPresent() || !name.startsWith(PARTY) ? found : departments.named(name.substring(1));
        }
    }
}
