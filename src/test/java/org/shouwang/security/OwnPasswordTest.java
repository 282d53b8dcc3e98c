package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Checks that users whose password somebody else has set choose their own before anything else, and the rules for passwords.
 */
class OwnPasswordTest extends IntegrationTest {

    private static final String GIVEN = "Gegeben-4711";
    private static final String OWN = "eigenes Wort 8";
    private static final String CASES = "/api/cases";

    @Autowired
    private Accounts accounts;
    @LocalServerPort
    private int port;

    @Test
    void everyPageLeadsToThePasswordPageUntilTheUserHasChosenThePassword() {
        givenUser("own1");
        BrowserSession browser = new BrowserSession(port);
        assertThat(browser.signIn("own1", GIVEN).location()).isEqualTo("/home");

        for (String page : List.of("/home", "/cases", "/camunda/app/tasklist/default/", "/swagger-ui.html")) {
            assertThat(browser.get(page).location()).as(page).isEqualTo("/password");
        }
        assertThat(browser.get("/password").text()).contains("您的密码由他人设置");
        assertThat(change(browser, GIVEN, OWN, OWN).location()).isEqualTo("/home");
        assertThat(browser.get("/home").text()).contains("密码已修改");
        assertThat(browser.get("/password").text()).doesNotContain("您的密码由他人设置");
    }

    @Test
    void aProgramIsToldThatThePasswordMustBeChangedFirst() {
        givenUser("own2");

        Answer api = shouwang.as("own2").withPassword(GIVEN).get(CASES);
        assertThat(api.status()).isEqualTo(403);
        assertThat(api.get("detail")).contains("须先修改密码");
        Answer engine = shouwang.as("own2").withPassword(GIVEN).get("/engine-rest/task");
        assertThat(engine.status()).isEqualTo(403);
        assertThat(engine.get("message")).contains("须先修改密码");
    }

    @Test
    void aProgramChoosesItsPasswordAtThePagesAddressWithoutAPage() {
        givenUser("own17");

        Answer changed = shouwang.as("own17").withPassword(GIVEN).send("POST", "/password",
                "current=%s&chosen=Eigenes-Wort-8&again=Eigenes-Wort-8".formatted(GIVEN),
                Map.of("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(changed.status()).as(changed.text()).isEqualTo(302);
        assertThat(shouwang.as("own17").withPassword("Eigenes-Wort-8").get(CASES).status()).isEqualTo(200);
    }

    @Test
    void anotherSystemNeedNotChangeThePasswordThatWasMadeForIt() {
        accounts.addUser("own3", "业务系统", GIVEN, List.of(new Post(Role.PARTNER, null)));

        assertThat(shouwang.as("own3").withPassword(GIVEN).get(CASES).status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatAnAdministratorSetsAnewHasToBeChangedAgain() {
        accounts.addUserLike("own4", "重设密码", "admin", new Post(Role.CITY, "411000"));
        assertThat(shouwang.as("own4").get(CASES).status()).isEqualTo(200);

        assertThat(setByAdmin("own4", GIVEN).status()).isEqualTo(204);

        assertThat(shouwang.as("own4").get(CASES).status()).as("the old one").isEqualTo(401);
        assertThat(shouwang.as("own4").withPassword(GIVEN).get(CASES).status()).isEqualTo(403);
    }

    @Test
    void aChangeEndsTheUsersOtherSessionsAndRememberedLoginsButNotTheOneItIsMadeIn() {
        accounts.addUserLike("own5", "换密码", "admin", new Post(Role.CITY, "411000"));
        BrowserSession here = new BrowserSession(port);
        BrowserSession elsewhere = new BrowserSession(port);
        here.signIn("own5", Shouwang.PASSWORD);
        elsewhere.signIn("own5", Shouwang.PASSWORD);
        assertThat(elsewhere.get("/home").status()).isEqualTo(200);
        assertThat(shouwang.as("own5").get(CASES).status()).isEqualTo(200);

        here.get("/password");
        change(here, Shouwang.PASSWORD, OWN, OWN);

        assertThat(here.get("/home").status()).isEqualTo(200);
        assertThat(elsewhere.get("/home").location()).endsWith("/login");
        assertThat(shouwang.as("own5").get(CASES).status()).isEqualTo(401);
        assertThat(shouwang.as("own5").withPassword(OWN).get(CASES).status()).isEqualTo(200);
        assertThat(database.sql("select user_id || ' ' || outcome || ' ' || detail from shouwang.act where subject = 'own5' and kind = 'PASSWORD_CHANGE'")
                .query(String.class).list()).containsExactly("own5 DONE 本人修改");
    }

    @Test
    void theOldPasswordMustBeRightAndTheNewOneTypedTwice() {
        accounts.addUserLike("own6", "填错", "admin", new Post(Role.CITY, "411000"));
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("own6", Shouwang.PASSWORD);
        browser.get("/password");

        assertThat(change(browser, "wrong", OWN, OWN).text()).contains("现在的密码：不正确");
        assertThat(change(browser, Shouwang.PASSWORD, OWN, OWN + "x").text()).contains("与新密码不一致");
        assertThat(shouwang.as("own6").get(CASES).status()).as("nothing changed").isEqualTo(200);
    }

    @Test
    void thePasswordPageCannotBeUsedToGuessPasswords() {
        accounts.addUserLike("own7", "猜密码", "admin", new Post(Role.CITY, "411000"));
        BrowserSession browser = new BrowserSession(port);
        browser.signIn("own7", Shouwang.PASSWORD);
        browser.get("/password");
        for (int i = 0; i < 5; i++) {
            change(browser, "wrong" + i, OWN, OWN);
        }

        assertThat(change(browser, Shouwang.PASSWORD, OWN, OWN).text()).contains("输错次数过多");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kurz-1234", "nur Buchstaben", "1234567890123", "own8-geheim-77", "规则试验-geheim-77",
            "Password-2026!", "qwerty123456", "a123456789", "Shouwang-2026", "zuletzt 1 gesetzt"})
    void aWeakPasswordIsRefusedOnThePageAndFromAnAdministrator(String weak) {
        String user = "own8";
        if (database.sql("select count(*) from public.act_id_user where id_ = 'own8'").query(Long.class).single() == 0) {
            accounts.addUser(user, "规则试验", "zuletzt 1 gesetzt", List.of(new Post(Role.CITY, "411000")));
        }
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, "zuletzt 1 gesetzt");
        browser.get("/password");

        assertThat(change(browser, "zuletzt 1 gesetzt", weak, weak).status()).isEqualTo(400);
        Answer admin = setByAdmin(user, weak);
        assertThat(admin.status()).isEqualTo(400);
        assertThat(admin.get("message")).contains("密码不符合要求");
        assertThat(shouwang.as(user).withPassword("zuletzt 1 gesetzt").get(CASES).status()).as("still the old one").isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"first1, Password-2026!, 不符合要求", "first1, kurz1, 不符合要求", "first-1, Gegeben-4711, 只能有字母和数字"})
    void aFirstAdministratorWithAWrongNameOrPasswordIsRefused(String user, String password, String told) {
        assertThatThrownBy(() -> accounts.addUser(user, "系统管理员", password, List.of(new Post(Role.ADMIN, null))))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining(told);
        assertThat(database.sql("select count(*) from public.act_id_user where id_ = ?").param(user).query(Long.class).single()).isZero();
    }

    @Test
    void anAdministratorCannotMakeAUserWithAWeakPassword() {
        Answer answer = shouwang.as("admin").post("/engine-rest/user/create",
                Map.of("profile", Map.of("id", "own9"), "credentials", Map.of("password", "Password-2026!")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.get("message")).contains("不得是常见密码");
    }

    private void givenUser(String id) {
        Answer made = shouwang.as("admin").post("/engine-rest/user/create", Map.of(
                "profile", Map.of("id", id, "firstName", "新来的"), "credentials", Map.of("password", GIVEN)));
        assertThat(made.status()).as(made.text()).isEqualTo(204);
        for (String group : List.of("city", "city411000")) {
            assertThat(shouwang.as("admin").send("PUT", "/engine-rest/group/" + group + "/members/" + id, null, Map.of())
                    .status()).isEqualTo(204);
        }
    }

    private Answer setByAdmin(String user, String password) {
        return shouwang.as("admin").send("PUT", "/engine-rest/user/" + user + "/credentials",
                "{\"password\":\"" + password + "\",\"authenticatedUserPassword\":\"" + Shouwang.PASSWORD + "\"}",
                Map.of("Content-Type", "application/json"));
    }

    private static BrowserSession.Page change(BrowserSession browser, String current, String chosen, String again) {
        return browser.post("/password", new HashMap<>(Map.of("current", current, "chosen", chosen, "again", again)));
    }
}
