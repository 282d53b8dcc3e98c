package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;

/** Who did what stands on a record that only grows. */
class ActsTest extends IntegrationTest {

    @Test
    void decisionsWithdrawalsAndLooksAtFullNumbersAreOnRecord() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().form(flow.caseNo(), "userTask_verifyHousehold");
        flow.verified();
        shouwang.township().withdraw(flow.caseNo(), "举家外迁");

        List<String> acts = database.sql("select kind || ' ' || outcome || ' ' || user_id from shouwang.act where subject = ? order by id")
                .param(flow.caseNo()).query(String.class).list();

        assertThat(acts).containsExactly("UNMASKING SHOWN village411081101201", "DECISION AT_RISK village411081101201",
                "WITHDRAWAL DONE township411081101");
    }

    @Test
    void aFailedLoginIsOnRecord() {
        shouwang.as("leader411024").withPassword("wrong").get("/api/cases");

        assertThat(database.sql("select kind from shouwang.act where user_id = 'leader411024'").query(String.class).list())
                .contains("LOGIN_FAILED");
    }

    @Test
    void aRefusedSubmissionIsNoDecisionOnRecord() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().submit(flow.caseNo(), "userTask_verifyHousehold", Map.of("verificationOutcome", "AT_RISK"));

        assertThat(database.sql("select count(*) from shouwang.act where subject = ? and kind = 'DECISION'")
                .param(flow.caseNo()).query(Long.class).single()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update shouwang.act set outcome = 'x'", "delete from shouwang.act", "truncate shouwang.act"})
    void theDatabaseItselfRefusesToChangeTheRecord(String change) {
        shouwang.newCase(TestPeople.somebody(), TODAY).verified();

        assertThatThrownBy(() -> database.sql(change).update()).rootCause().hasMessageContaining("only grows");
    }
}
