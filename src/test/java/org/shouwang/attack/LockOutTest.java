package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests attempts to lock a user out by wrong passwords, to guess many names, and to fill the disk with failures. */
class LockOutTest extends IntegrationTest {

    private static final String ADDRESS = "/api/cases";
    private static final String DEVICE = "DEVICE";

    @LocalServerPort
    private int port;
    @Autowired
    private Accounts accounts;

    @Test
    void wrongPasswordsOfOthersLockNobodyOutWhoHasSignedInThereBefore() {
        String user = newUser("lockout1");
        BrowserSession own = new BrowserSession(port);
        own.signIn(user, Shouwang.PASSWORD);
        own.get("/home");
        own.post("/logout", Map.of());
        guess(user, 30);

        assertThat(new BrowserSession(port).signIn(user, Shouwang.PASSWORD).status()).as("another browser").isEqualTo(429);
        assertThat(own.signIn(user, "a slip").location()).isEqualTo("/login?error");
        assertThat(own.signIn(user, Shouwang.PASSWORD).location()).isEqualTo("/home");
    }

    @Test
    void whoIsSlowedIsToldForHowLong() {
        String user = newUser("lockout2");
        guess(user, 5);
        BrowserSession.Page refused = new BrowserSession(port).signIn(user, Shouwang.PASSWORD);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.text()).contains("登录失败次数过多，请在5秒后再试").contains("name=\"password\"");
        clock.setTo(NOW.plusSeconds(8));
        assertThat(new BrowserSession(port).signIn(user, Shouwang.PASSWORD).location()).isEqualTo("/home");
    }

    @Test
    void aCookieThatIsMadeUpOrSomebodyElsesHelpsNobody() {
        String user = newUser("lockout3");
        BrowserSession thief = new BrowserSession(port);
        thief.signIn(newUser("lockout4"), Shouwang.PASSWORD);
        thief.get("/home");
        thief.post("/logout", Map.of());
        String own = thief.cookies().get(DEVICE);
        guess(user, 5);

        String forged = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes()) + own.substring(own.indexOf('.'));
        for (String cookie : new String[] {own, forged, forged + "~" + own, "x", "~", "...", own.substring(1), "a.b.c.d"}) {
            thief.cookies().put(DEVICE, cookie);
            assertThat(thief.signIn(user, Shouwang.PASSWORD).status()).as(cookie).isEqualTo(429);
        }
    }

    @Test
    void aKnownBrowserIsSlowedWhenItGuessesItself() {
        String user = newUser("lockout5");
        BrowserSession own = new BrowserSession(port);
        own.signIn(user, Shouwang.PASSWORD);
        own.get("/home");
        own.post("/logout", Map.of());
        for (int i = 0; i < 20; i++) {
            assertThat(own.signIn(user, "wrong" + i).location()).isEqualTo("/login?error");
        }

        assertThat(own.signIn(user, Shouwang.PASSWORD).status()).isEqualTo(429);
        assertThat(new BrowserSession(port).signIn(user, Shouwang.PASSWORD).location()).as("others are not").isEqualTo("/home");
    }

    @Test
    void oneAddressThatTriesManyNamesIsSlowed() {
        for (int i = 0; i < 20; i++) {
            assertThat(shouwang.as("guessed" + i).withPassword("wrong").get(ADDRESS).status()).isEqualTo(401);
        }

        assertThat(shouwang.as("guessed20").withPassword("wrong").get(ADDRESS).status()).isEqualTo(429);
        assertThat(new BrowserSession(port).signIn("guessed21", "wrong").status()).isEqualTo(429);
        clock.setTo(NOW.plusSeconds(8));
        assertThat(shouwang.as("guessed22").withPassword("wrong").get(ADDRESS).status()).isEqualTo(401);
    }

    @Test
    void aProgramWhoseLoginHasBeenRightIsNotSlowedByOthersAtItsAddress() {
        String user = newUser("lockout6");
        assertThat(shouwang.as(user).get(ADDRESS).status()).isEqualTo(200);
        guess(user, 30);
        // A new user makes the node forget what it remembers of accounts, so that the password is checked anew.
        newUser("lockout7");

        assertThat(shouwang.as(user).get(ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void failuresAreCountedAndNotWrittenOneByOne() {
        clock.setTo(NOW.plusDays(200));
        for (int i = 0; i < 15; i++) {
            shouwang.as("filling" + i).withPassword("wrong").get(ADDRESS);
        }

        assertThat(database.sql("select failures from shouwang.login_failure_count where 'filling0' = any (names)").query(Integer.class).list())
                .containsExactly(15);
        assertThat(database.sql("select count(*) from shouwang.act where kind = 'LOGIN_FAILED' and user_id like 'filling%'")
                .query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void theEnginesOwnLoginIsClosed() {
        BrowserSession visitor = new BrowserSession(port);
        for (String webapp : new String[] {"tasklist", "admin", "cockpit", "welcome"}) {
            assertThat(visitor.send("POST", "/camunda/api/admin/auth/user/default/login/" + webapp,
                    "username=leader411081&password=" + Shouwang.PASSWORD, Map.of("Content-Type", "application/x-www-form-urlencoded",
                            "Accept", "application/json")).status()).isEqualTo(401);
        }
        assertThat(visitor.cookies()).doesNotContainKey("SESSION");
    }

    private void guess(String user, int times) {
        for (int i = 0; i < times; i++) {
            shouwang.as(user).withPassword("wrong" + i).get(ADDRESS);
        }
    }

    private String newUser(String id) {
        accounts.addUserLike(id, "登录测试", "admin", new Post(Role.CITY, "411000"));
        return id;
    }
}
