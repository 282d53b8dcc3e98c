package org.shouwang.administration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shouwang.department.Department;
import org.shouwang.department.Departments;
import org.shouwang.region.RegionLevel;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Names posts as people write them, and finds the post that somebody means. */
@Service
public class Posts {

    static final String ROLE = "role";
    static final String ROLE_LABEL = "岗位";
    static final String PLACE = "place";
    static final String PLACE_LABEL = "地区";
    static final String DEPARTMENT = "department";
    static final String DEPARTMENT_LABEL = "部门";

    /** The other words with which people name a role. */
    private static final Map<Role, List<String>> WORDS = Map.ofEntries(
            Map.entry(Role.VILLAGE, List.of("村级", "村", "村级经办人")),
            Map.entry(Role.TOWNSHIP, List.of("乡级", "乡镇", "乡镇审核", "乡镇级")),
            Map.entry(Role.COUNTY, List.of("县级", "县级审核", "县乡村振兴局", "乡村振兴部门")),
            Map.entry(Role.LEADER, List.of("领导小组", "县级审批")),
            Map.entry(Role.BANK, List.of("银行", "小额信贷承办银行")),
            Map.entry(Role.DEPARTMENT, List.of("部门")),
            Map.entry(Role.SCHOOL, List.of("中小学", "学校经办")),
            Map.entry(Role.MEDICAL_GROUP, List.of("医疗集团", "医共体", "医健集团")),
            Map.entry(Role.CITY, List.of("市级")),
            Map.entry(Role.PARTNER, List.of("其他业务系统")),
            Map.entry(Role.ADMIN, List.of("管理员")));
    private static final int SUGGESTIONS = 20;

    private final JdbcClient jdbc;
    private final Departments departments;
    private final Accounts accounts;

    Posts(JdbcClient jdbc, Departments departments, Accounts accounts) {
        this.jdbc = jdbc;
        this.departments = departments;
        this.accounts = accounts;
    }

    /**
     * A region with its whole name.
     *
     * @param code  the region's code
     * @param name  the names of county, township and village in one text
     * @param shortName the region's own name
     * @param level the level of administration
     */
    public record Place(String code, String name, String shortName, RegionLevel level) {
    }

    /** All regions and departments, for reading many rows. */
    public final class Book {

        private final List<Place> places = Posts.this.places("");
        private final List<Department> all = departments.all();

        /**
         * Finds the post that somebody means.
         *
         * @param role       the name of a role, of a department, or the code of a post such as {@code township411081101}
         * @param place      the code or the name of a region
         * @param department the name or code of a department; may be empty
         * @param errors     the errors, to which those of the three fields are added
         * @return the post; empty if it is not certain
         */
        public Optional<Post> find(String role, String place, String department, FieldErrors errors) {
            String roleText = Texts.compact(role);
            Optional<Post> coded = Post.ofGroup(roleText);
            if (coded.isPresent()) {
                return existing(coded.get(), ROLE, ROLE_LABEL, errors);
            }
            Optional<Department> named = department(roleText);
            Role wanted = named.isPresent() ? Role.DEPARTMENT : roleOf(roleText);
            if (wanted == null) {
                errors.add(ROLE, ROLE_LABEL, roleText.isEmpty() ? "为必填项"
                        : "没有这个岗位；须为" + String.join("、", Stream.of(Role.values()).map(Role::title).toList()) + "之一");
                return Optional.empty();
            }
            if (!wanted.isRegional()) {
                return Optional.of(new Post(wanted, null));
            }
            String departmentCode = null;
            if (wanted == Role.DEPARTMENT) {
                Optional<Department> chosen = named.isPresent() ? named : department(Texts.compact(department));
                if (chosen.isEmpty()) {
                    errors.add(DEPARTMENT, DEPARTMENT_LABEL, Texts.compact(department).isEmpty() ? "行业部门的岗位须写明部门" : "没有这个部门");
                }
                departmentCode = chosen.map(Department::code).orElse(null);
            }
            Optional<Place> region = region(wanted, Texts.compact(place), errors);
            if (region.isEmpty() || wanted == Role.DEPARTMENT && departmentCode == null) {
                return Optional.empty();
            }
            return existing(new Post(wanted, region.get().code(), departmentCode), PLACE, PLACE_LABEL, errors);
        }

        private Optional<Post> existing(Post post, String field, String label, FieldErrors errors) {
            if (!accounts.hasPost(post)) {
                errors.add(field, label, "没有这个岗位，请先登记这个地区");
                return Optional.empty();
            }
            return Optional.of(post);
        }

        private Optional<Department> department(String text) {
            return all.stream().filter(each -> !text.isEmpty()
                    && (each.code().equals(text) || each.name().equals(text) || each.aliases().contains(text))).findFirst();
        }

        private Optional<Place> region(Role role, String text, FieldErrors errors) {
            List<RegionLevel> levels = levelsOf(role);
            String level = levels.contains(RegionLevel.VILLAGE) ? "村" : levels.contains(RegionLevel.TOWNSHIP) ? "乡镇（街道）"
                    : levels.contains(RegionLevel.COUNTY) ? "县（市、区）" : "市";
            if (text.isEmpty()) {
                errors.add(PLACE, PLACE_LABEL, "请写明是哪个" + level);
                return Optional.empty();
            }
            String name = text.replaceFirst("^(河南省)?(许昌市)(?=.)", "");
            List<Place> found = places.stream().filter(each -> levels.contains(each.level()))
                    .filter(each -> each.code().equals(text) || each.name().equals(name) || each.shortName().equals(name)).toList();
            if (found.size() > 1) {
                errors.add(PLACE, PLACE_LABEL, "有" + found.size() + "个同名的，请写全，如“" + found.get(0).name() + "”");
            } else if (found.isEmpty()) {
                errors.add(PLACE, PLACE_LABEL, "没有这个" + level + "，请写代码或者全名");
            }
            return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        }
    }

    /**
     * Reads all regions and departments.
     */
    public Book book() {
        return new Book();
    }

    /**
     * @return the departments that a post may belong to, sorted by code
     */
    public List<Department> departments() {
        return departments.all();
    }

    /**
     * Finds the regions whose name contains a text or whose code begins with it, those with the shortest names first.
     *
     * @param text any text that somebody typed
     */
    public List<Place> suggest(String text) {
        String wanted = Texts.compact(text);
        return wanted.isEmpty() ? List.of() : places(wanted).stream().limit(SUGGESTIONS).toList();
    }

    /**
     * Returns the whole name of a post: region, department and role.
     *
     * @param post a post
     */
    public String nameOf(Post post) {
        return post.regionCode() == null ? post.role().title()
                : placeOf(post) + (post.department() == null ? post.role().title() : departmentOf(post));
    }

    /** Returns the whole name of a post's region; its code if there is no such region, empty for a post without a region. */
    public String placeOf(Post post) {
        return post.regionCode() == null ? "" : places(post.regionCode()).stream().filter(each -> each.code().equals(post.regionCode()))
                .map(Place::name).findFirst().orElse(post.regionCode());
    }

    /** Returns the name of a post's department; empty for all other posts. */
    public String departmentOf(Post post) {
        return post.department() == null ? "" : departments.find(post.department()).map(Department::name).orElse(post.department());
    }

    /** Returns the regions whose name contains a text or whose code begins with it, those with the shortest names first. */
    List<Place> places(String text) {
        return jdbc.sql("""
                        select code, name, short_name, level from (
                            select r.code, r.level, r.name as short_name, case r.level when 'VILLAGE' then c.name || t.name || r.name
                                when 'TOWNSHIP' then t.name || r.name else r.name end as name
                            from shouwang.region r left join shouwang.region t on t.code = r.parent_code
                            left join shouwang.region c on c.code = t.parent_code) as named
                        where :text = '' or position(:text in name) > 0 or starts_with(code, :text) order by length(name), code
                        """)
                .param("text", text)
                .query((row, index) -> new Place(row.getString("code"), row.getString("name"), row.getString("short_name"),
                        RegionLevel.valueOf(row.getString("level")))).list();
    }

    private static Role roleOf(String text) {
        return Stream.of(Role.values()).filter(role -> role.title().equals(text) || role.name().equalsIgnoreCase(text)
                || role.group().equals(text) || WORDS.get(role).contains(text)).findFirst().orElse(null);
    }

    private static List<RegionLevel> levelsOf(Role role) {
        return switch (role) {
            case VILLAGE -> List.of(RegionLevel.VILLAGE);
            case TOWNSHIP -> List.of(RegionLevel.TOWNSHIP);
            case CITY -> List.of(RegionLevel.CITY);
            case DEPARTMENT -> List.of(RegionLevel.COUNTY, RegionLevel.CITY);
            default -> List.of(RegionLevel.COUNTY);
        };
    }
}
