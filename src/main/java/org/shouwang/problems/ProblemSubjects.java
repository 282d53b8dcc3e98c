package org.shouwang.problems;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.subject.Subject;
import org.shouwang.subject.SubjectSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Offers the problems as subjects. The places of a problem are the townships and villages with findings. */
@Component
class ProblemSubjects implements SubjectSource {

    private final JdbcClient jdbc;

    ProblemSubjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String kind() {
        return "问题";
    }

    @Override
    public Map<String, String> prefixes() {
        return Map.of(Problem.PREFIX, "考核反馈问题");
    }

    @Override
    public String pathOf(String number) {
        return "/problems/" + number;
    }

    @Override
    public Optional<Subject> find(String number) {
        return jdbc.sql("select title, county_code from shouwang.problem where problem_no = ?").param(number)
                .query((row, index) -> new Subject(number, kind(), row.getString("county_code"), row.getString("title"), pathOf(number), false))
                .optional();
    }

    @Override
    public List<String> placesOf(Subject subject, String regionCode) {
        return jdbc.sql("""
                        select distinct case when r.level = 'VILLAGE' then t.name || r.name else r.name end
                        from shouwang.problem_finding f join shouwang.problem p on p.id = f.problem_id
                        join shouwang.region r on r.code = f.region_code join shouwang.region t on t.code = r.parent_code
                        where p.problem_no = :no and f.struck_off_on is null and starts_with(f.region_code, :within) order by 1
                        """)
                .param("no", subject.number()).param("within", regionCode).query(String.class).list();
    }
}
