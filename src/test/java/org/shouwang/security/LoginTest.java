package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Signing in: a slip of the finger costs nothing, guessing is slowed down. */
class LoginTest extends IntegrationTest {

    private static final String ADDRESS = "/api/cases";

    @Autowired
    private Accounts accounts;

    @Test
    void afterAWrongPasswordTheRightOneWorksAtOnce() {
        String user = newUser("login1");
        assertThat(shouwang.as(user).withPassword("wrong").get(ADDRESS).status()).isEqualTo(401);
        assertThat(shouwang.as(user).withPassword("wrong").get(ADDRESS).status()).isEqualTo(401);

        assertThat(shouwang.as(user).get(ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void afterFiveWrongPasswordsTheUserHasToWaitAndOthersDoNot() {
        String guessed = newUser("login2");
        String other = newUser("login3");
        for (int i = 0; i < 5; i++) {
            assertThat(shouwang.as(guessed).withPassword("wrong" + i).get(ADDRESS).status()).isEqualTo(401);
        }

        assertThat(shouwang.as(guessed).get(ADDRESS).status()).isEqualTo(401);
        assertThat(shouwang.as(other).get(ADDRESS).status()).isEqualTo(200);
    }

    @Test
    void aMadeUpAddressDoesNotResetTheCount() {
        String guessed = newUser("login4");
        for (int i = 0; i < 5; i++) {
            shouwang.as(guessed).withPassword("wrong" + i).get(ADDRESS);
        }

        assertThat(shouwang.as(guessed).send("GET", ADDRESS, null, Map.of("X-Forwarded-For", "10.1.2.3")).status())
                .isEqualTo(401);
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
    void aNameNobodyCanHaveIsAWrongName() {
        assertThat(shouwang.as("a\u0000b").get(ADDRESS).status()).isEqualTo(401);
    }

    @Test
    void aUserWhoDoesNotExistTakesAsLongAsAWrongPassword() {
        String user = newUser("login5");

        assertThat(shortest("nobody-at-all")).isGreaterThan(shortest(user) / 2);
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

    private String newUser(String id) {
        accounts.addUserLike(id, "登录测试", "admin", new Post(Role.CITY, "411000"));
        return id;
    }
}
