package org.shouwang.casefile;

import java.sql.Timestamp;
import java.util.List;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Rows;
import org.shouwang.subject.Subjects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What leads from cases to other cases and problems. Both show it. */
@Repository
public class CaseLinks {

    private final JdbcClient jdbc;
    private final Subjects subjects;
    private final CaseFiles cases;
    private final AdjustableClock clock;

    CaseLinks(JdbcClient jdbc, Subjects subjects, CaseFiles cases, AdjustableClock clock) {
        this.jdbc = jdbc;
        this.subjects = subjects;
        this.cases = cases;
        this.clock = clock;
    }

    /** What other modules know of the links. */
    @Configuration(proxyBeanMethods = false)
    static class Setup {

        @Bean
        CaseReferences linkedCases(CaseLinks links) {
            return new CaseReferences("关联案件", links::of, true);
        }
    }

    /**
     * Keeps that a case leads to another.
     *
     * @param caseNo the case's number
     * @param other  the number of the other case or problem
     * @param title  how the case leads to it, in Chinese
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String caseNo, String other, String title) {
        jdbc.sql("insert into shouwang.case_link (case_no, other_no, title, linked_at) values (?, ?, ?, ?) on conflict do nothing")
                .params(caseNo, other, title, Timestamp.from(clock.instant())).update();
    }

    /**
     * @param number the number of a case or a problem
     * @return what leads to it and from it, oldest first, without cases that the user who has signed in may not see
     */
    List<CaseReferences.Reference> of(String number) {
        return jdbc.sql("""
                        select case when case_no = :number then other_no else case_no end as other, title, linked_at
                        from shouwang.case_link where case_no = :number or other_no = :number order by id
                        """)
                .param("number", number)
                .query((row, index) -> new CaseReferences.Reference(row.getString("other"), subjects.pathOf(row.getString("other")).orElseThrow(),
                        ChinaTime.dayOf(Rows.instant(row, "linked_at")), row.getString("title"))).list().stream()
                .filter(reference -> !cases.isHidden(reference.number())).toList();
    }
}
