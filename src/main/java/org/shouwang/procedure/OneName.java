package org.shouwang.procedure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.household.Household;
import org.shouwang.household.Households;
import org.shouwang.household.KnownMember;
import org.shouwang.household.Surveys;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds that somebody who is typed in has another name already: in the register, which counts, or in a case of a procedure that is
 * open. The other name is told only to those who may see it.
 */
@Component
record OneName(Households register, Surveys surveys, Procedures procedures, Entries entries, CaseFiles cases, CurrentUsers users,
               PersonalData personal, JdbcClient jdbc) {

    private static final String CHECK = "，请核对姓名和身份证号";

    /**
     * @param name       the name as it was typed, normalised
     * @param idNumber   a valid identity number, normalised
     * @param countyCode the county in whose register and cases the person is looked for
     * @return what is wrong, in Chinese, following the field's name; empty if nobody has this number under another name
     */
    Optional<String> problem(String name, String idNumber, String countyCode) {
        Optional<Household> household = register.ofPerson(idNumber, countyCode);
        if (household.isPresent()) {
            return household.flatMap(known -> surveys.membersOf(known).stream().filter(member -> idNumber.equals(member.idNumber())).map(KnownMember::name)
                    .findFirst()).filter(registered -> !registered.equals(name)).map(registered -> !users.get().covers(household.get().villageCode())
                    ? "与户库中这个身份证号的姓名不一致" + CHECK
                    : "与户库登记的姓名“" + registered + "”不一致（" + household.get().householdNo() + "）" + CHECK + "；户库登记有误的，先更正户的信息");
        }
        return open(idNumber, countyCode).stream().filter(other -> !nameIn(other).equals(name)).findFirst()
                .map(other -> cases.shownToUser(other.caseNo()).map(shown -> "与在办案件 " + shown + " 中同一身份证号的姓名不一致" + CHECK + "；那一件填错的，撤回后重新发起")
                        .orElse("与在办案件中同一身份证号的姓名不一致" + CHECK));
    }

    /** Returns the open cases of all procedures about somebody who is not in the register. */
    private List<CaseFile> open(String idNumber, String countyCode) {
        List<String> keys = procedures.all().stream().map(procedure -> OneOpenCase.subjectKey(personal, procedure.key(), idNumber)).toList();
        return jdbc.sql("""
                        select c.case_no from shouwang.procedure_case p join shouwang.case_file c on c.case_no = p.case_no
                        where p.subject_key in (:keys) and c.county_code = :county and c.status in ('IN_PROGRESS', 'APPROVED') order by c.id
                        """)
                .params(Map.of("keys", keys, "county", countyCode)).query(String.class).list().stream().map(cases::get).toList();
    }

    /** Returns the whole name, which a case whose name only some read keeps apart from its file. */
    private String nameIn(CaseFile item) {
        Procedure procedure = procedures.ofCase(item.caseNo());
        return procedure.manifest().hidesName() ? String.valueOf(entries.present(item.caseNo(), procedure).get(CaseSubjectReader.NAME)) : item.headName();
    }
}
