package org.shouwang.comparison;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.household.Member;
import org.shouwang.household.SurveyFacts;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Compares households with the departments' data (ID-4, second step). */
@Service
public class Comparisons {

    private final JdbcClient jdbc;
    private final PersonalData personal;
    private final AdjustableClock clock;

    Comparisons(JdbcClient jdbc, PersonalData personal, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.personal = personal;
        this.clock = clock;
    }

    /**
     * Compares all members of a household with the latest data set of each kind and stores the findings.
     *
     * @param caseNo     the number of the case
     * @param countyCode the code of the county; its data sets and those of the whole city are used
     * @param facts      the facts of the survey
     * @throws ConflictException if the household has not signed the authorisation; nobody's data are looked at then
     */
    @Transactional
    public void compare(String caseNo, String countyCode, SurveyFacts facts) {
        if (!facts.authorisationSigned()) {
            throw new ConflictException("农户未签订承诺授权书，不能进行信息比对");
        }
        long comparisonId = jdbc.sql("insert into shouwang.comparison (case_no, compared_at) values (?, ?) returning id")
                .params(caseNo, Timestamp.from(clock.instant())).query(Long.class).single();
        Map<String, Dataset> latest = latest(countyCode);
        List<Finding> findings = Stream.of(DatasetKind.values())
                .flatMap(kind -> find(kind, latest.get(kind.name()), facts.members()).stream()).toList();
        jdbc.sql("""
                        insert into shouwang.comparison_finding (comparison_id, position, kind, as_of, member_name, detail)
                        select ?, position - 1, kind, as_of, member_name, detail
                        from unnest(?, ?::date[], ?, ?) with ordinality as found (kind, as_of, member_name, detail, position)
                        """)
                .params(comparisonId, findings.stream().map(finding -> finding.kind().name()).toArray(String[]::new),
                        findings.stream().map(finding -> finding.asOf() == null ? null : finding.asOf().toString()).toArray(String[]::new),
                        findings.stream().map(Finding::memberName).toArray(String[]::new),
                        findings.stream().map(Finding::detail).toArray(String[]::new))
                .update();
    }

    /**
     * Returns the findings of the latest comparison of a case.
     *
     * @param caseNo the number of the case
     * @return at least one finding for each kind of data; empty if the case was never compared
     */
    public List<Finding> latestOf(String caseNo) {
        return jdbc.sql("""
                        select f.kind, f.as_of, f.member_name, f.detail from shouwang.comparison_finding f
                        where f.comparison_id = (select max(id) from shouwang.comparison where case_no = ?)
                        order by f.position
                        """)
                .param(caseNo).query(Rows.as(Finding.class)).list();
    }

    /**
     * @param caseNo the number of the case
     * @return the day of the latest comparison; empty if the case was never compared
     */
    public Optional<LocalDate> comparedOn(String caseNo) {
        return jdbc.sql("select compared_at from shouwang.comparison where case_no = ? order by id desc limit 1").param(caseNo)
                .query((row, index) -> ChinaTime.dayOf(Rows.instant(row, "compared_at"))).optional();
    }

    /** Returns the latest data of each kind that a county can be compared with, by the name of the kind. */
    private Map<String, Dataset> latest(String countyCode) {
        return jdbc.sql("""
                        select distinct on (kind) kind, id, as_of, hash_key from shouwang.comparison_dataset
                        where county_code = ? or county_code is null order by kind, as_of desc, id desc
                        """)
                .param(countyCode).query(Rows.as(Dataset.class)).list().stream().collect(Collectors.toMap(Dataset::kind, Function.identity()));
    }

    private List<Finding> find(DatasetKind kind, Dataset dataset, List<Member> members) {
        if (dataset == null) {
            return List.of(Finding.notImported(kind));
        }
        if (personal.fingerprint("", dataset.hashKey()).isEmpty()) {
            return List.of(Finding.unreadable(kind, dataset.asOf()));
        }
        List<Finding> findings = new ArrayList<>();
        for (Member member : members) {
            jdbc.sql("select detail from shouwang.comparison_dataset_row where id_hash = ? and dataset_id = ?")
                    .params(personal.fingerprint(member.idNumber(), dataset.hashKey()).orElseThrow(), dataset.id()).query(String.class).list()
                    .forEach(detail -> findings.add(new Finding(kind, dataset.asOf(), member.name(), detail)));
        }
        return findings.isEmpty() ? List.of(Finding.nothing(kind, dataset.asOf())) : findings;
    }

    private record Dataset(String kind, long id, LocalDate asOf, String hashKey) {
    }
}
