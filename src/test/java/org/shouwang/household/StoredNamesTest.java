package org.shouwang.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.PersonName;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.support.TransactionTemplate;

/** Tests that the migrations bring names that were stored earlier into the one form in which a search finds them. */
class StoredNamesTest extends IntegrationTest {

    private static final String V120 = "V120__names_in_their_normal_form.sql";
    private static final String V135 = "V135__names_without_what_has_no_width.sql";
    private static final List<String> OLD = List.of("欧 阳　修", " 张  三 ", "阿依古丽•买买提", "阿依古丽 ‧ 买买提", "阿依古丽.买买提", "Anna  Smith", "J. Smith", "𠮷田 一",
            "李四", "张\u200b三", "张 \u200b 三", "张\ufe0f三", "·张三··", "阿依古丽。买买提", "阿依古丽\ua78f买买提", "阿依古丽··买买提", "阿依古丽\ud800\udd01买买提");
    /** The columns that hold a person's name; those of the second migration come last. */
    private static final Map<String, String> COLUMNS = columns();

    @Autowired
    private TransactionTemplate transaction;

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("household", "head_name");
        columns.put("survey_member", "name");
        columns.put("case_file", "head_name");
        columns.put("micro_loan", "borrower_name");
        columns.put("comparison_finding", "member_name");
        columns.put("assistance_plan_measure", "member_name");
        columns.put("household_measure", "member_name");
        columns.put("official", "name");
        return columns;
    }

    @Test
    void theDatabaseMakesOfEveryNameWhatTheDoorsMakeOfIt() throws IOException {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        for (String old : OLD) {
            database.sql("update shouwang.case_file set head_name = ? where case_no = ?").params(old, flow.caseNo()).update();
            migrate(V135);
            assertThat(database.sql("select head_name from shouwang.case_file where case_no = ?").param(flow.caseNo()).query(String.class).single())
                    .as(old).isEqualTo(PersonName.normalised(old));
        }
    }

    /** Works on empty copies of the tables, so that every column gets a name, whatever cases exist. */
    @ParameterizedTest
    @ValueSource(strings = {V120, V135})
    void noColumnOfNamesIsForgotten(String migration) {
        transaction.executeWithoutResult(status -> {
            List<String> tables = COLUMNS.keySet().stream().filter(table -> migration.equals(V135) || !table.equals("official")).toList();
            database.sql("create schema copies").update();
            for (String table : tables) {
                String column = COLUMNS.get(table);
                database.sql("create table copies." + table + " (id bigint, post text, region_code text, " + column + " text)").update();
                database.sql("insert into copies." + table + " values (1, '科员', '411081', '欧 阳　修'), (2, '科员', '411081', '阿依古丽•买买提')").update();
            }
            try {
                database.sql(sql(migration).replace("shouwang.", "copies.")).update();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            for (String table : tables) {
                assertThat(database.sql("select " + COLUMNS.get(table) + " from copies." + table + " order by id").query(String.class).list())
                        .as(table).containsExactly("欧阳修", "阿依古丽·买买提");
            }
            status.setRollbackOnly();
        });
    }

    @Test
    void aSearchFindsWhatWasBroughtIntoTheOneFormHoweverItIsTyped() throws IOException {
        LoanFlow loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000);
        String name = "阿依古丽•买买提" + loan.loanNo().replaceAll("\\D", "").chars().mapToObj(digit -> String.valueOf("零一二三四五六七八九".charAt(digit - '0')))
                .reduce("", String::concat).substring(10);
        database.sql("update shouwang.micro_loan set borrower_name = ? where loan_no = ?").params(name, loan.loanNo()).update();
        database.sql("""
                update shouwang.household set head_name = ? where id = (select household_id from shouwang.micro_loan where loan_no = ?)
                """).params(name, loan.loanNo()).update();
        database.sql("""
                update shouwang.case_file set head_name = ? where household_id = (select household_id from shouwang.micro_loan where loan_no = ?)
                """).params(name, loan.loanNo()).update();
        migrate(V135);

        for (String typed : List.of(name, name.replace('•', '·'), name.replace("•", " ‧ "), name.replace('•', '.'))) {
            assertThat(shouwang.county().postForm("/loans", Map.of("q", typed)).text()).as(typed).contains(loan.loanNo());
            assertThat(shouwang.county().postForm("/households", Map.of("q", typed)).text()).as(typed).contains(name.replace('•', '·'));
            assertThat(shouwang.county().postForm("/cases", Map.of("q", typed)).text()).as(typed).contains(name.replace('•', '·'));
        }
    }

    private void migrate(String migration) throws IOException {
        database.sql(sql(migration)).update();
    }

    private static String sql(String migration) throws IOException {
        return new ClassPathResource("db/migration/" + migration).getContentAsString(StandardCharsets.UTF_8);
    }
}
