package org.shouwang.problems;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shouwang.department.Department;
import org.shouwang.department.Departments;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Recognises the responsible units in a text, and keeps the mappings that counties make for units that are not recognised. */
@Service
public class Units {

    private static final String SEPARATORS = "、，,；;\n/／";
    private static final String OPENING = "（(";
    private static final String CLOSING = "）)";
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    /** The prefix of a unit that is removed: a number, or the unit's part in the work as in 牵头单位：市医保局. */
    private static final Pattern NUMBER = Pattern.compile("^(\\d{1,2}[.．、]|[①-⑳]|[（(](牵头|主办|协办|配合)[）)])");
    private static final Pattern PART = Pattern.compile("^(牵头|责任|主办|主管|协办|配合|参与|落实|整改|协同)?(责任)?(单位|部门)?[:：]");
    /** A single name that contains a separator of units: 顺店镇党委、政府; 各乡镇、街道. */
    private static final Pattern PARTY_AND_GOVERNMENT = Pattern.compile("(?<=[党工市县区])委\\s*[、和及与]\\s*(?=(人民|[市县区])?政府)");
    private static final Pattern TOWNSHIPS_AND_STREETS = Pattern.compile("各乡(镇)?\\s*[、和及]\\s*(?=(镇|街道|办事处|办))");
    /** A named unit followed by all units of a kind: 市医保局和各乡镇; 市医保局 各乡（镇、街道）. */
    private static final Pattern AND_ALL = Pattern.compile("\\s*[及和与]\\s*(?=各)|[\\s\\p{Z}]+(?=各)");
    /** The vague rest of a text such as 市医保局等相关单位. */
    private static final Pattern AND_OTHERS = Pattern.compile("等(\\d+个|[一二三四五六七八九十]+个)?(相关|有关|责任|成员)?(单位|部门)?$");
    private static final Pattern COUNTY_BODIES = Pattern.compile("委|(委.?)?(人民)?政府");
    private static final Pattern TOWNSHIP_BODIES = Pattern.compile("|党工?委|(人民)?政府|党工?委(人民)?政府|办事处|党工委办事处|街道办事处");
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
     * Recognises the units in a text.
     *
     * @param countyCode the code of the county whose bodies 市… and 县… are
     * @param text       units that are separated by 、，；/, line ends or blanks; a text in parentheses stays with its unit
     * @return each unit once, in the order of the text; parts that are not recognised are among them as unknown
     */
    public List<Unit> recognise(String countyCode, String text) {
        Recogniser recogniser = new Recogniser(countyCode);
        List<Unit> units = split(text).stream().flatMap(each -> recogniser.recogniseAll(each).stream()).toList();
        Set<String> seen = new HashSet<>();
        return units.stream().filter(unit -> seen.add(unit.text())).toList();
    }

    /** Returns the units of a text as they are written, each once. */
    static List<String> split(String text) {
        Set<String> units = new LinkedHashSet<>();
        String joined = TOWNSHIPS_AND_STREETS.matcher(PARTY_AND_GOVERNMENT.matcher(text).replaceAll("委")).replaceAll("各乡$1");
        StringBuilder unit = new StringBuilder();
        int depth = 0;
        for (char character : (joined + "、").toCharArray()) {
            depth += OPENING.indexOf(character) >= 0 ? 1 : CLOSING.indexOf(character) >= 0 && depth > 0 ? -1 : 0;
            if (depth == 0 && SEPARATORS.indexOf(character) >= 0) {
                units.add(plain(unit.toString()));
                unit.setLength(0);
            } else {
                unit.append(character);
            }
        }
        units.add(plain(unit.toString().replaceAll("、$", "")));
        units.remove("");
        return List.copyOf(units);
    }

    private static String plain(String unit) {
        String withoutNumber = NUMBER.matcher(unit.strip()).replaceFirst("").strip();
        return PART.matcher(withoutNumber).replaceFirst("").replaceFirst("[。.．]+$", "").strip();
    }

    /**
     * @param countyCode a county's code
     * @return the groups of all posts that can have a line in the county, with their names: county, departments and townships
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
     * Keeps the mapping of a unit to posts, in the transaction of its effects.
     *
     * @param countyCode a county's code
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
                    .query((row, index) -> mapped.put(row.getString("unit_text"), Rows.texts(row, "groups"))).list();
        }

        /**
         * Recognises the units of a text that has no separators but blanks. Blanks separate units unless the text without them
         * is one unit. Parts that mean no unit are returned as unknown.
         */
        List<Unit> recogniseAll(String text) {
            Matcher all = AND_ALL.matcher(text);
            if (all.find() && all.start() > 0) {
                List<Unit> named = recogniseAll(text.substring(0, all.start()));
                if (named.stream().noneMatch(unit -> unit.state() == Unit.State.UNKNOWN)) {
                    return Stream.concat(named.stream(), recogniseAll(text.substring(all.end())).stream()).toList();
                }
            }
            Unit whole = recognise(text);
            if (whole.state() != Unit.State.UNKNOWN) {
                return List.of(whole);
            }
            String together = BLANKS.matcher(text).replaceAll("");
            if (!together.equals(text)) {
                Unit oneName = recognise(together);
                return oneName.state() != Unit.State.UNKNOWN ? List.of(oneName)
                        : BLANKS.splitAsStream(text).map(Units::plain).filter(each -> !each.isEmpty())
                                .flatMap(each -> recogniseAll(each).stream()).toList();
            }
            Matcher others = AND_OTHERS.matcher(text);
            if (others.find() && others.start() > 0) {
                Unit named = recognise(text.substring(0, others.start()));
                return named.state() == Unit.State.UNKNOWN ? List.of(whole) : List.of(named, whole);
            }
            return List.of(whole);
        }

        private Unit recognise(String text) {
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

        /**
         * Returns the posts of a collective name. The county's own line stands for all townships until somebody chooses some;
         * the county passes on what is theirs (DA-7).
         */
        private Optional<List<String>> collective(String name) {
            if (name.matches(".*各(乡|镇|街道|办事处).*")) {
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
            String level = county.name().substring(county.name().length() - 1);
            if (name.equals(county.name()) || COUNTY_BODIES.matcher(own(name).replaceFirst("^" + level, "")).matches()) {
                return Optional.of(new Post(Role.COUNTY, county.code()));
            }
            return township(own(name)).map(township -> new Post(Role.TOWNSHIP, township.code())).or(() -> department(name));
        }

        /**
         * Returns the township that is named by its party committee, its government or one of its villages; a village's part
         * is the township's line (DA-7).
         */
        private Optional<Region> township(String name) {
            return townships.stream().filter(each -> name.startsWith(each.name()))
                    .filter(each -> TOWNSHIP_BODIES.matcher(name.substring(each.name().length())).matches()
                            || regions.childrenOf(each.code()).stream().anyMatch(village -> name.equals(each.name() + village.name())))
                    .findFirst();
        }

        private String own(String name) {
            return name.startsWith(county.name()) ? name.substring(county.name().length()) : name;
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
            String own = own(name);
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
