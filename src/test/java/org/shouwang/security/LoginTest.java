package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.shouwang.support.BrowserSession;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.security.core.AuthenticationException;

/** Checks signing in: a mistyped password costs nothing, and guessing is slowed down. */
class LoginTest extends IntegrationTest {

    private static final AtomicInteger USERS = new AtomicInteger();
    private static final String ADDRESS = "/api/cases";

    @Autowired
    private Accounts accounts;
    @Autowired
    private IdentityService identityService;
    @Autowired
    private CurrentUsers users;
    @Autowired
    private LoginThrottle throttle;
    @Autowired
    private Acts acts;
    @Autowired
    private SecurityProperties properties;
    @Autowired
    private AdjustableClock adjustableClock;
    @LocalServerPort
    private int port;

    @Test
    void afterAWrongPasswordTheRightOneWorksAtOnce() {
        String user = newUser("login1");
        assertThat(shouwang.as(user).withPassword("wrong").get(ADDRESS).status()).isEqualTo(401);
        assertThat(shouwang.as(user).withPassword("wrong").get(ADDRESS).status()).isEqualTo(401);

        assertThat(shouwang.as(user).get(ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void onlyUsersWithTasksAreLedToTasklist() {
        String tasklist = "href=\"/camunda/app/tasklist/";
        assertThat(shouwang.village().get("/home").text()).contains(tasklist);
        assertThat(shouwang.as("admin").get("/home").text()).contains(tasklist);

        assertThat(shouwang.partner().get("/home").text()).contains("href=\"/cases\"").doesNotContain(tasklist);
    }

    @Test
    void afterFiveWrongPasswordsTheUserHasToWaitAtThatAddressAndOthersDoNot() {
        String guessed = newUser("login2");
        String other = newUser("login3");
        for (int i = 0; i < 5; i++) {
            assertThat(shouwang.as(guessed).withPassword("wrong" + i).get(ADDRESS).status()).isEqualTo(401);
        }

        assertThat(shouwang.as(guessed).get(ADDRESS).status()).isEqualTo(429);
        assertThat(shouwang.as(guessed).download(ADDRESS).headers().firstValue("Retry-After")).contains("5");
        assertThat(shouwang.as(other).get(ADDRESS).status()).isEqualTo(200);
        clock.setTo(NOW.plusSeconds(8));
        assertThat(shouwang.as(guessed).get(ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void aMadeUpAddressDoesNotResetTheCount() {
        String guessed = newUser("login4");
        for (int i = 0; i < 5; i++) {
            shouwang.as(guessed).withPassword("wrong" + i).get(ADDRESS);
        }

        assertThat(shouwang.as(guessed).send("GET", ADDRESS, null, Map.of("X-Forwarded-For", "10.1.2.3")).status())
                .isEqualTo(429);
    }

    @Test
    void aForeignPageCannotUseALoginTheBrowserRemembers() {
        String body = "{}";
        Map<String, String> foreign = Map.of("Content-Type", "text/plain", "Origin", "http://foreign.example");

        assertThat(shouwang.village().send("POST", "/api/clues", body, foreign).status()).isIn(401, 403);
        assertThat(shouwang.village().send("POST", "/api/clues", body, Map.of("Content-Type", "text/plain")).status())
                .isEqualTo(400);
    }

    @Test
    void anImpossibleUserNameIsAWrongLogin() {
        assertThat(shouwang.as("a\u0000b").get(ADDRESS).status()).isEqualTo(401);
    }

    @Test
    void theLoginOfAnUnknownUserTakesAsLongAsAWrongPassword() {
        long unknown = Long.MAX_VALUE;
        long known = Long.MAX_VALUE;
        // In turn, so that whatever else the machine does slows down both; several users, since five wrong passwords lock one.
        for (int i = 0; i < 3; i++) {
            String user = newUser("login5");
            unknown = Math.min(unknown, shortest("nobody-" + user));
            known = Math.min(known, shortest(user));
        }

        assertThat(unknown).isGreaterThan(known / 2);
    }

    @Test
    void manyLoginsAtOnceAreAllCounted() throws Exception {
        String guessed = newUser("login6");
        long before = failures();
        CountDownLatch begin = new CountDownLatch(1);
        ExecutorService crowd = Executors.newFixedThreadPool(50);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                String password = "wrong" + i;
                answers.add(crowd.submit(() -> {
                    begin.await();
                    return shouwang.as(guessed).withPassword(password).get(ADDRESS).status();
                }));
            }
            begin.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isIn(401, 429);
            }
        } finally {
            crowd.shutdownNow();
        }

        assertThat(failures() - before).as("passwords that were looked at").isEqualTo(5);
    }

    @Test
    void aProgramThatBeginsWithManyRequestsAtOnceIsOneLogin() throws Exception {
        String user = newUser("login7");
        ExecutorService program = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(program.submit(() -> shouwang.as(user).get(ADDRESS).status()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo(200);
            }
        } finally {
            program.shutdownNow();
        }
    }

    @Test
    void twoNodesCountTogetherAndTheSameUserElsewhereIsNotTouched() {
        String guessed = newUser("login8");
        long before = failures();
        LoginService otherNode = new LoginService(identityService, users, new RememberedLogins(new AccountChanges(adjustableClock), properties), throttle,
                acts, properties);
        for (int i = 0; i < 3; i++) {
            shouwang.as(guessed).withPassword("wrong" + i).get(ADDRESS);
            String password = "false" + i;
            assertThatThrownBy(() -> otherNode.verify(guessed, password, "127.0.0.1", null)).isInstanceOf(AuthenticationException.class);
        }

        assertThat(failures() - before).isEqualTo(5);
        assertThat(shouwang.as(guessed).get(ADDRESS).status()).isEqualTo(429);
        assertThatCode(() -> otherNode.verify(guessed, Shouwang.PASSWORD, "10.0.0.7", null)).doesNotThrowAnyException();
    }

    @Test
    void theWaitIsOverAfterAWhile() {
        String guessed = newUser("login9");
        for (int i = 0; i < 5; i++) {
            shouwang.as(guessed).withPassword("wrong" + i).get(ADDRESS);
        }
        assertThat(shouwang.as(guessed).get(ADDRESS).status()).isEqualTo(429);

        clock.setTo(NOW.plusMinutes(6));

        assertThat(shouwang.as(guessed).get(ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void aDeletedUserIsSignedOutAtOnce() {
        String user = newUser("login10");
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        assertThat(browser.get("/home").status()).isEqualTo(200);
        assertThat(shouwang.as(user).get(ADDRESS).status()).isEqualTo(200);

        assertThat(shouwang.as("admin").send("DELETE", "/engine-rest/user/" + user, null, Map.of()).status()).isEqualTo(204);

        assertThat(shouwang.as(user).get(ADDRESS).status()).isEqualTo(401);
        assertThat(browser.get("/home").location()).endsWith("/login");
    }

    @Test
    void aPostThatIsTakenAwayGivesNoRightsFromThenOn() {
        String user = newUser("login11");
        BrowserSession browser = new BrowserSession(port);
        browser.signIn(user, Shouwang.PASSWORD);
        String datasets = "/api/comparison/datasets";
        assertThat(shouwang.as(user).get(datasets).status()).isEqualTo(200);
        assertThat(browser.get("/clues/new").status()).isEqualTo(200);

        for (String group : List.of("city", "city411000")) {
            assertThat(shouwang.as("admin").send("DELETE", "/engine-rest/group/" + group + "/members/" + user, null, Map.of())
                    .status()).isEqualTo(204);
        }

        assertThat(shouwang.as(user).get(datasets).status()).isEqualTo(403);
        assertThat(browser.get("/clues/new").status()).isEqualTo(403);
    }

    /** Counts the wrong passwords that came from this computer. */
    private long failures() {
        return database.sql("select coalesce(sum(failures), 0) from shouwang.login_failure_count where address = '127.0.0.1'")
                .query(Long.class).single();
    }

    private long shortest(String user) {
        long shortest = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            long begin = System.nanoTime();
            shouwang.as(user).withPassword("wrong" + i).get(ADDRESS);
            shortest = Math.min(shortest, System.nanoTime() - begin);
        }
        return shortest;
    }

    /** Adds a user who is another one each time, so that a test that is tried again begins without failures. */
    private String newUser(String beginning) {
        String id = beginning + "x" + USERS.incrementAndGet();
        accounts.addUserLike(id, "登录测试", "admin", new Post(Role.CITY, "411000"));
        return id;
    }
}
