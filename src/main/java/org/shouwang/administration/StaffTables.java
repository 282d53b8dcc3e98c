package org.shouwang.administration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.department.Department;
import org.shouwang.export.TableDownloads;
import org.shouwang.export.TableFormat;
import org.shouwang.security.Post;
import org.shouwang.shared.Rows;
import org.shouwang.table.TableColumn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Writes users with their posts as a table that can be imported again. */
@Service
public class StaffTables {

    /** The name of the table with all users. */
    public static final String NAME = "用户和岗位";
    /** The name of the empty table. */
    public static final String TEMPLATE = "用户导入模板";

    private final JdbcClient jdbc;
    private final Posts posts;
    private final TableDownloads downloads;

    StaffTables(JdbcClient jdbc, Posts posts, TableDownloads downloads) {
        this.jdbc = jdbc;
        this.posts = posts;
        this.downloads = downloads;
    }

    private record Membership(String userId, String name, String group, boolean locked) {
    }

    /**
     * Writes all users, a post in each row.
     *
     * @param format the format
     * @return the file
     */
    public byte[] all(TableFormat format) {
        Map<String, String> places = new HashMap<>();
        posts.places("").forEach(place -> places.put(place.code(), place.name()));
        Map<String, String> departments = posts.departments().stream().collect(Collectors.toMap(Department::code, Department::name));
        List<List<?>> rows = new ArrayList<>();
        jdbc.sql("""
                        select u.id_, u.first_, g.group_id_, l.locked_at from public.act_id_user u
                        left join public.act_id_membership g on g.user_id_ = u.id_
                            and (g.group_id_ ~ '[0-9]' or g.group_id_ in ('partner', 'camunda-admin'))
                        left join shouwang.locked_account l on l.user_id = u.id_ order by u.id_, g.group_id_
                        """)
                .query((row, index) -> new Membership(row.getString("id_"), row.getString("first_"), row.getString("group_id_"),
                        Rows.instant(row, "locked_at") != null))
                .list().forEach(each -> rows.add(row(each, places, departments)));
        List<String> header = new ArrayList<>(StaffImport.columns().stream().map(TableColumn::title).toList());
        header.add("状态");
        return downloads.write(NAME, header, rows, format);
    }

    private static List<?> row(Membership each, Map<String, String> places, Map<String, String> departments) {
        Post post = each.group() == null ? null : Post.ofGroup(each.group()).orElse(null);
        return List.of(each.userId(), each.name() == null ? "" : each.name(), post == null ? "" : post.role().title(),
                post == null || post.regionCode() == null ? "" : places.getOrDefault(post.regionCode(), post.regionCode()),
                post == null || post.department() == null ? "" : departments.getOrDefault(post.department(), post.department()),
                each.locked() ? "已停用" : "使用中");
    }

    /**
     * Writes a table with made-up examples.
     */
    public byte[] template() {
        return downloads.write(TEMPLATE, StaffImport.columns().stream().map(TableColumn::title).toList(), List.of(
                List.of("zhangsan", "张三（示例）", "村级经办", "禹州市顺店镇顺店东村", ""),
                List.of("lisi", "李四（示例）", "乡级审核", "禹州市顺店镇", ""),
                List.of("wangwu", "王五（示例）", "行业部门", "禹州市", "医保局")), TableFormat.XLSX);
    }
}
