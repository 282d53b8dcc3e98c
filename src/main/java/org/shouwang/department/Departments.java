package org.shouwang.department;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds departments. The register is a table, so that a new department is one more row. */
@Repository
public class Departments {

    private static final String SELECT = "select code, name, aliases, leading_group from shouwang.department ";

    private final JdbcClient jdbc;

    Departments(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return all departments, sorted by code
     */
    public List<Department> all() {
        return jdbc.sql(SELECT + "order by code").query(Departments::department).list();
    }

    /**
     * Returns a department.
     *
     * @param code the department's code; any text that somebody typed is allowed
     * @return the department; empty if no department has this code
     */
    public Optional<Department> find(String code) {
        return jdbc.sql(SELECT + "where code = ?").param(code).query(Departments::department).optional();
    }

    /**
     * Returns the department with a name or another name.
     *
     * @param name the name without that of a region
     * @return the department; empty if no department has this name
     */
    public Optional<Department> named(String name) {
        return jdbc.sql(SELECT + "where name = :name or :name = any(aliases)").param("name", name)
                .query(Departments::department).optional();
    }

    private static Department department(ResultSet row, int index) throws SQLException {
        return new Department(row.getString("code"), row.getString("name"), Rows.texts(row, "aliases"),
                row.getBoolean("leading_group"));
    }
}
