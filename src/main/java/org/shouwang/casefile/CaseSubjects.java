package org.shouwang.casefile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.region.Regions;
import org.shouwang.subject.Subject;
import org.shouwang.subject.SubjectSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Offers the cases as subjects. People know a case by its number, since the name of its household is personal; one that is closed to its
 * place is the county's.
 */
@Component
class CaseSubjects implements SubjectSource {

    private final Map<String, String> prefixes;
    private final Regions regions;
    private final JdbcClient jdbc;
    private final ObjectProvider<CaseFiles> cases;

    CaseSubjects(List<CaseKind> kinds, Regions regions, JdbcClient jdbc, ObjectProvider<CaseFiles> cases) {
        this.prefixes = kinds.stream().collect(Collectors.toMap(CaseKind::numberPrefix, CaseKind::title));
        this.regions = regions;
        this.jdbc = jdbc;
        this.cases = cases;
    }

    @Override
    public String kind() {
        return "案件";
    }

    @Override
    public Map<String, String> prefixes() {
        return prefixes;
    }

    @Override
    public String pathOf(String number) {
        return "/cases/" + number;
    }

    @Override
    public Optional<Subject> find(String number) {
        return jdbc.sql("select case when seen_by is null then village_code else county_code end as place, seen_by is not null as closed from shouwang.case_file where case_no = ?")
                .param(number).query((row, index) -> new Subject(number, kind(), row.getString("place"), null, pathOf(number), row.getBoolean("closed"))).optional();
    }

    @Override
    public boolean isSeen(String number) {
        return cases.getObject().findVisible(number).isPresent();
    }

    @Override
    public List<String> placesOf(Subject subject, String regionCode) {
        return List.of(regions.nameOf(subject.regionCode()));
    }
}
