package org.shouwang.department;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks departments up; the register is a table, so that a new one is a row. */
@Repository
public class Departments {

    private static final String SELECT = "select code, name, aliases, leading_group from shouwang.department ";

    private final JdbcClient jdbc;

    Departments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return all departments, by code
     */
    public List<Department> all() {
        return jdbc.sql(SELECT + "order by code").query(Departments::department).list();
    }

    /**
     * @param code a department's code, may be anything a user typed
     * @return the department, or empty if there is none
     */
    public Optional<Department> find(String code) {
        return jdbc.sql(SELECT + "where code = ?").param(code).query(Departments::department).optional();
    }

    /**
     * @param name what a department is called, without the name of a region
     * @return the department, or empty if none is called so
     */
    public Optional<Department> named(String name) {
        return jdbc.sql(SELECT + "where name = :name or :name = any(aliases)").param("name", name)
                .query(Departments::department).optional();
    }

    private static Department department(ResultSet row, int index) throws SQLException {
        Array aliases = row.getArray(3);
        return new Department(row.getString(1), row.getString(2), List.of((String[]) aliases.getArray()), row.getBoolean(4));
    }
}
