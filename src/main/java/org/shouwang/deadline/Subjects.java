package org.shouwang.deadline;

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
     * @return where the case's household lives; empty for a problem
     */
    String placeOf(String number) {
        return jdbc.sql("select village_code from shouwang.case_file where case_no = ?").param(number).query(String.class).optional()
                .map(this::place).orElse("");
    }

    private static String shortened(String title) {
        return title.length() <= MOST ? title : title.substring(0, MOST - 1) + "…";
    }
}
