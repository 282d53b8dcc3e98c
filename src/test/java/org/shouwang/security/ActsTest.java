package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFICATION_OUTCOME;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.IdNumber;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.shouwang.support.TestPeople.Person;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Checks that acts are put on a record to which acts can only be added. */
class ActsTest extends IntegrationTest {

    @Autowired
    private Accounts accounts;
    @Autowired
    private Acts acts;
    @LocalServerPort
    private int port;

    @Test
    void decisionsWithdrawalsAndDisplaysOfWholeNumbersAreOnRecord() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD);
        flow.verified();
        shouwang.township().withdraw(flow.caseNo(), "举家外迁");

        List<String> acts = database.sql("select kind || ' ' || outcome || ' ' || user_id from shouwang.act where subject = ? order by id")
                .param(flow.caseNo()).query(String.class).list();

        assertThat(acts).containsExactly("UNMASKING SHOWN village411081101201", "DECISION AT_RISK village411081101201",
                "WITHDRAWAL DONE township411081101");
    }

    @Test
    void aFailedLoginIsOnRecord() {
        clock.setTo(NOW.minusDays(3));
        shouwang.as("leader411024").withPassword("wrong").get("/api/cases");

        assertThat(database.sql("select kind from shouwang.act where user_id = 'leader411024'").query(String.class).list())
                .contains("LOGIN_FAILED");
    }

    @Test
    void signingInAndOutAtTheBrowserIsOnRecordEachTime() {
        accounts.addUserLike("acts1", "登录记录", "admin", new Post(Role.CITY, "411000"));
        BrowserSession browser = new BrowserSession(port);
        for (int i = 0; i < 2; i++) {
            browser.signIn("acts1", Shouwang.PASSWORD);
            browser.get("/home");
            browser.post("/logout", Map.of());
        }

        assertThat(actsOf("acts1")).containsExactly("LOGOUT DONE", "LOGIN ACCEPTED", "LOGOUT DONE", "LOGIN ACCEPTED");
        assertThat(found("user=acts1").body().path("items").path(0).get("address").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void accountsThatAreMadeTogetherAreOnRecordOneByOne() {
        accounts.together(() -> {
            for (String id : List.of("acts5", "acts6")) {
                accounts.addUserLike(id, "一起建立", "admin", new Post(Role.CITY, "411000"));
            }
        });

        assertThat(database.sql("select subject || ' ' || detail || ' ' || user_id from shouwang.act where subject in ('acts5', 'acts6') order by id")
                .query(String.class).list()).containsExactly("acts5 新建用户 system", "acts5 加入组 city411000 system",
                "acts5 加入组 city system", "acts6 新建用户 system", "acts6 加入组 city411000 system", "acts6 加入组 city system");
    }

    @Test
    void accountsOfWhichOneFailsAreNeitherMadeNorOnRecord() {
        assertThatThrownBy(() -> accounts.together(() -> {
            accounts.addUserLike("acts7", "一起建立", "admin", new Post(Role.CITY, "411000"));
            accounts.addUser("acts8", "密码太短", "kurz", List.of(new Post(Role.CITY, "411000")));
        })).isInstanceOf(RuntimeException.class);

        assertThat(database.sql("select count(*) from shouwang.act where subject = 'acts7'").query(Long.class).single()).isZero();
        assertThat(database.sql("select count(*) from act_id_user where id_ = 'acts7'").query(Long.class).single()).isZero();
        accounts.addUserLike("acts7", "单独建立", "admin", new Post(Role.CITY, "411000"));
        assertThat(database.sql("select count(*) from shouwang.act where subject = 'acts7'").query(Long.class).single())
                .as("what comes after it is on record at once").isEqualTo(3);
    }

    @Test
    void everyChangeOfAccountsAndRightsIsOnRecordHoweverItIsMade() {
        Shouwang.Session admin = shouwang.as("admin");
        Map<String, String> none = Map.of();
        admin.post("/engine-rest/user/create", Map.of("profile", Map.of("id", "acts2"), "credentials", Map.of("password", "Gegeben-4711")));
        admin.send("PUT", "/engine-rest/group/city/members/acts2", null, none);
        admin.send("PUT", "/engine-rest/user/acts2/credentials",
                "{\"password\":\"Gegeben-4712\",\"authenticatedUserPassword\":\"" + Shouwang.PASSWORD + "\"}",
                Map.of("Content-Type", "application/json"));
        admin.send("DELETE", "/engine-rest/engine/default/group/city/members/acts2", null, none);
        admin.send("DELETE", "/engine-rest/user/acts2", null, none);

        List<String> record = database.sql("select kind || ' ' || outcome || ' ' || detail || ' ' || user_id || ' ' || address "
                + "from shouwang.act where subject = 'acts2' order by id").query(String.class).list();
        assertThat(record).containsExactly("PERMISSION_CHANGE DONE 新建用户 admin 127.0.0.1",
                "PERMISSION_CHANGE DONE 加入组 city admin 127.0.0.1", "PASSWORD_CHANGE DONE 他人重设 admin 127.0.0.1",
                "PERMISSION_CHANGE DONE 移出组 city admin 127.0.0.1", "PERMISSION_CHANGE DONE 删除用户 admin 127.0.0.1");
    }

    @Test
    void aRefusedChangeOfRightsIsOnRecordToo() {
        shouwang.as("leader411025").send("PUT", "/engine-rest/group/camunda-admin/members/leader411025", null, Map.of());
        shouwang.as("admin").send("PUT", "/engine-rest/group/nothere/members/leader411025", null, Map.of());

        assertThat(actsOf("leader411025")).first().isEqualTo("PERMISSION_CHANGE REFUSED");
        assertThat(found("user=admin&refused=true").body().findValuesAsText("subject"))
                .contains("/group/nothere/members/leader411025");
    }

    @Test
    void theDisplayOfWholeNumbersOnTheCasePageIsOnRecordEvenIfRefused() {
        Person head = TestPeople.somebody();
        CaseFlow flow = shouwang.newCase(head, TODAY);
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        String page = "/cases/" + flow.caseNo();
        assertThat(browser.get(page).text()).contains(IdNumber.masked(head.idNumber())).doesNotContain(head.idNumber());

        assertThat(browser.post(page + "/id-numbers", Map.of()).text()).contains(head.idNumber());
        browser.forgetToken();
        assertThat(browser.post(page + "/id-numbers", Map.of()).status()).as("from a foreign page").isEqualTo(403);
        BrowserSession leader = new BrowserSession(port);
        leader.signIn("leader411081", Shouwang.PASSWORD);
        assertThat(leader.get(page).text()).doesNotContain("显示完整证件号");
        assertThat(leader.post(page + "/id-numbers", Map.of()).status()).isEqualTo(403);

        assertThat(found("subject=" + flow.caseNo() + "&kind=UNMASKING").body().findValuesAsText("outcome"))
                .containsExactly("REFUSED", "SHOWN");
    }

    @Test
    void theRecordIsSearchedAndPagedNewestFirst() {
        for (int i = 0; i < 5; i++) {
            acts.add(Act.Kind.EXPORT, "acts3", "list" + i, i == 3 ? Act.REFUSED : "DONE", "", "10.9.8." + i);
        }
        clock.advanceDays(3);
        acts.add(Act.Kind.IMPORT, "acts3", "list5", "DONE", "", "10.9.8.5");

        assertThat(subjects("user=acts3")).containsExactly("list5", "list4", "list3", "list2", "list1", "list0");
        assertThat(subjects("user=acts3&kind=IMPORT")).containsExactly("list5");
        assertThat(subjects("user=acts3&refused=true")).containsExactly("list3");
        assertThat(subjects("user=acts3&address=10.9.8.2")).containsExactly("list2");
        assertThat(subjects("user=acts3&to=" + TODAY)).containsExactly("list4", "list3", "list2", "list1", "list0");
        assertThat(subjects("user=acts3&from=2026-03-03&to=2026-03-05")).containsExactly("list5");
        Answer first = found("user=acts3&limit=4");
        assertThat(first.body().findValuesAsText("subject")).containsExactly("list5", "list4", "list3", "list2");
        Answer second = found("user=acts3&limit=4&cursor=" + first.get("nextCursor"));
        assertThat(second.body().findValuesAsText("subject")).containsExactly("list1", "list0");
        assertThat(second.get("nextCursor")).isNull();
        assertThat(found("from=gestern").wrongFields()).containsExactly("from");
        assertThat(found("kind=NOTHING").wrongFields()).containsExactly("kind");
        assertThat(found("limit=0").wrongFields()).containsExactly("limit");
    }

    @Test
    void administratorsReadTheRecordOnAPage() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified();
        BrowserSession admin = new BrowserSession(port);
        admin.signIn("admin", Shouwang.PASSWORD);

        assertThat(admin.get("/home").text()).contains("href=\"/acts\"");
        assertThat(admin.get("/acts?subject=" + flow.caseNo()).text()).contains("village" + Shouwang.VILLAGE, "入户核实：存在返贫致贫风险");
        assertThat(admin.get("/acts?user=nobodydidanything").text()).contains("没有符合条件的操作记录");
        BrowserSession village = new BrowserSession(port);
        village.signIn("village" + Shouwang.VILLAGE, Shouwang.PASSWORD);
        assertThat(village.get("/home").text()).doesNotContain("href=\"/acts\"");
    }

    private Answer found(String query) {
        return shouwang.as("admin").get("/api/acts?" + query);
    }

    private List<String> subjects(String query) {
        return found(query).body().findValuesAsText("subject");
    }

    private List<String> actsOf(String user) {
        List<String> acts = new ArrayList<>();
        found("user=" + user).body().path("items").forEach(act ->
                acts.add(act.get("kind").asText() + " " + act.get("outcome").asText()));
        return acts;
    }

    @Test
    void aRefusedSubmissionIsNoDecisionOnRecord() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, Map.of(VERIFICATION_OUTCOME, "AT_RISK"));

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
