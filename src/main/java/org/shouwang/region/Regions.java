package org.shouwang.region;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds regions and adds villages. */
@Service
public class Regions {

    private static final String SELECT_REGION = "select code, name, level, parent_code from shouwang.region ";

    private final JdbcClient jdbc;
    private final Settings settings;

    Regions(JdbcClient jdbc, Settings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Returns a region.
     *
     * @param code the region's code; any text that somebody typed is allowed
     * @return the region; empty if no region has this code
     */
    public Optional<Region> find(String code) {
        return jdbc.sql(SELECT_REGION + "where code = :code").param("code", code).query(Rows.as(Region.class)).optional();
    }

    /**
     * Returns a village with the regions above it.
     *
     * @param code the village's code; any text that somebody typed is allowed
     * @return the village; empty if no village has this code
     */
    public Optional<Village> findVillage(String code) {
        return settings.get("village", code, () -> jdbc.sql("""
                        select v.code, v.name, t.code as township_code, t.name as township_name,
                               c.code as county_code, c.name as county_name
                        from shouwang.region v
                        join shouwang.region t on t.code = v.parent_code
                        join shouwang.region c on c.code = t.parent_code
                        where v.code = :code and v.level = 'VILLAGE'
                        """)
                .param("code", code).query(Rows.as(Village.class)).optional());
    }

    /**
     * Returns a village, or a township or county as a whole, with the regions above it.
     *
     * @param code the code of a village, township or county; any text that somebody typed is allowed
     * @return the place; the names of the levels below it are empty, and its code stands in theirs; empty if no such region has
     *     this code
     */
    public Optional<Village> findPlace(String code) {
        return findVillage(code).or(() -> find(code).filter(region -> region.level() != RegionLevel.CITY)
                .map(region -> region.level() == RegionLevel.COUNTY ? new Village(code, "", null, "", code, region.name())
                        : new Village(code, "", code, region.name(), region.parentCode(),
                                find(region.parentCode()).orElseThrow().name())));
    }

    /**
     * Returns the name by which people know a region: that of a village with the names of the regions above it.
     *
     * @param code the region's code
     * @return the name; the code if there is no such region
     */
    public String nameOf(String code) {
        return findVillage(code).map(Village::fullName).or(() -> find(code).map(Region::name)).orElse(code);
    }

    /**
     * Returns the regions directly below a region, sorted by code.
     *
     * @param parentCode the region's code; null returns the city itself
     */
    public List<Region> childrenOf(String parentCode) {
        return jdbc.sql(SELECT_REGION + "where parent_code is not distinct from cast(:parent as varchar) order by code")
                .param("parent", parentCode).query(Rows.as(Region.class)).list();
    }

    /**
     * Returns the regions directly below a region in which new matters may begin, sorted by code: all but closed villages.
     *
     * @param parentCode the region's code; null returns the city itself
     */
    public List<Region> openChildrenOf(String parentCode) {
        return jdbc.sql(SELECT_REGION + "where parent_code is not distinct from cast(:parent as varchar) and closed_on is null order by code")
                .param("parent", parentCode).query(Rows.as(Region.class)).list();
    }

    /**
     * @return the villages in which new matters may begin, sorted by code: all but closed ones
     */
    public List<Region> openVillages() {
        return jdbc.sql(SELECT_REGION + "where level = 'VILLAGE' and closed_on is null order by code").query(Rows.as(Region.class)).list();
    }

    /**
     * Tells whether a village is closed (停用), so that no new matter may begin in it.
     *
     * @param code the village's code; any text that somebody typed is allowed
     */
    public boolean isClosed(String code) {
        return settings.get("closed village", code, () ->
                jdbc.sql("select count(*) > 0 from shouwang.region where code = ? and closed_on is not null").param(code).query(Boolean.class).single());
    }

    /**
     * Closes a village, or opens it again.
     *
     * @param code the village's code
     * @param on   the day on which it is closed; null to open it again
     */
    @Transactional
    public void close(String code, LocalDate on) {
        jdbc.sql("update shouwang.region set closed_on = ? where code = ? and level = 'VILLAGE'").params(on, code).update();
        settings.changed();
    }

    /**
     * Returns the codes of the villages with a name, or of a township with that name.
     *
     * @param name a village's name, alone or after the names of its township and county, or a township's name, alone or after its
     *     county's; any text that somebody typed is allowed
     */
    public List<String> villagesNamed(String name) {
        return jdbc.sql("""
                        select v.code from shouwang.region v join shouwang.region t on t.code = v.parent_code
                        join shouwang.region c on c.code = t.parent_code
                        where v.level = 'VILLAGE'
                            and :name in (v.name, t.name || v.name, c.name || t.name || v.name, t.name, c.name || t.name)
                        order by v.code limit 1000
                        """)
                .param("name", name).query(String.class).list();
    }

    /** Returns all regions of a level, sorted by code. */
    public List<Region> ofLevel(RegionLevel level) {
        return jdbc.sql(SELECT_REGION + "where level = :level order by code")
                .param("level", level.name()).query(Rows.as(Region.class)).list();
    }

    /**
     * Adds a village, or changes its name if the village exists.
     *
     * @param townshipCode the code of its township, which has to exist
     * @param code         the village's code: 12 digits that begin with the township's code
     * @param name         the village's name
     */
    @Transactional
    public void putVillage(String townshipCode, String code, String name) {
        jdbc.sql("""
                        insert into shouwang.region (code, name, level, parent_code)
                        values (:code, :name, 'VILLAGE', :township)
                        on conflict (code) do update set name = excluded.name
                        """)
                .param("code", code).param("name", name).param("township", townshipCode).update();
        settings.changed();
    }
}
