package org.shouwang.deadline;

import java.util.List;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What messages call that which they are about, so that people know it without opening it; nothing personal. */
@Component
class Subjects {

    /** A message's title has 100 characters, of which the step needs its own. */
    private static final int MOST = 40;
    private static final int MOST_PLACES = 3;

    private final JdbcClient jdbc;
    private final Regions regions;

    Subjects(JdbcClient jdbc, Regions regions) {
        this.jdbc = jdbc;
        this.regions = regions;
    }

    /**
     * @param number the number of a case or problem
     * @return a problem by its title, a case by its number
     */
    String name(String number) {
        return jdbc.sql("select title from shouwang.problem where problem_no = ?").param(number).query(String.class).optional()
                .map(title -> "问题“" + shortened(title.strip().replaceFirst("。$", "")) + "”").orElse("案件 " + number);
    }

    /**
     * @param regionCode a village, township or county
     * @return its name, of a village with the regions above it
     */
    String place(String regionCode) {
        return regions.findVillage(regionCode).map(Village::fullName).or(() -> regions.find(regionCode).map(Region::name))
                .orElse(regionCode);
    }

    /**
     * @param number the number of a case or problem
     * @param within the code of a region: of a problem only what was found there counts
     * @return where the case's household lives, or the townships and villages where the problem was found by comparison, the
     *         first few of many; empty if nobody has said
     */
    String placeOf(String number, String within) {
        return jdbc.sql("select village_code from shouwang.case_file where case_no = ?").param(number).query(String.class).optional()
                .map(this::place).orElseGet(() -> findingsOf(number, within));
    }

    private String findingsOf(String problemNo, String within) {
        List<String> places = jdbc.sql("""
                        select distinct case when r.level = 'VILLAGE' then t.name || r.name else r.name end
                        from shouwang.problem_finding f join shouwang.problem p on p.id = f.problem_id
                        join shouwang.region r on r.code = f.region_code join shouwang.region t on t.code = r.parent_code
                        where p.problem_no = :no and f.struck_off_on is null and starts_with(f.region_code, :within) order by 1
                        """)
                .param("no", problemNo).param("within", within).query(String.class).list();
        return places.size() <= MOST_PLACES ? String.join("、", places)
                : String.join("、", places.subList(0, MOST_PLACES)) + "等" + places.size() + "处";
    }

    private static String shortened(String title) {
        return title.length() <= MOST ? title : title.substring(0, MOST - 1) + "…";
    }
}
