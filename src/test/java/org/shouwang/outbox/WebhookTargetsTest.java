package org.shouwang.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.InvalidInputException;

/**
 * Checks that outside the demonstration webhooks are sent to the internet by TLS, and never into the network in which the
 * product runs.
 */
class WebhookTargetsTest {

    private static final WebhookTargets TARGETS = targets(List.of());

    @ParameterizedTest
    @ValueSource(strings = {"https://8.8.8.8/hook", "https://8.8.8.8:8443/", "https://[2606:4700:4700::1111]/hook?to=1"})
    void theInternetIsAllowed(String url) {
        assertThat(TARGETS.check(url)).hasToString(url);
    }

    @Test
    void invisibleCharactersOfAnAddressAreWrittenOut() {
        assertThat(TARGETS.check("https://8.8.8.8/\u202Ekooh")).hasToString("https://8.8.8.8/%E2%80%AEkooh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1/", "https://localhost/", "https://127.8.8.8/", "https://0.0.0.0/", "https://10.1.2.3/",
        "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/", "https://198.18.0.1/", "https://224.0.0.1/", "https://255.255.255.255/", "https://[::1]/", "https://[::]/",
        "https://[::ffff:127.0.0.1]/", "https://[::ffff:10.0.0.1]/", "https://[fe80::1]/", "https://[fe80::1%25lo]/",
        "https://[fc00::1]/", "https://[fd12:3456::1]/", "https://[fec0::1]/", "https://[64:ff9b::7f00:1]/", "https://[64:ff9b:1::7f00:1]/",
        "https://[64:ff9b:1:ffff::a00:1]/", "https://[100::1]/", "https://[5f00::1]/", "https://[2002:7f00:1::]/",
        "https://2130706433/", "https://127.1/"})
    void addressesOutsideTheInternetAreRefused(String url) {
        assertThatThrownBy(() -> TARGETS.check(url)).isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("“接收地址”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://8.8.8.8/", "ftp://8.8.8.8/", "file:///etc/passwd", "gopher://8.8.8.8/", "jar:https://8.8.8.8/!/"})
    void nothingButHttpsIsAllowed(String url) {
        assertThatThrownBy(() -> TARGETS.check(url)).hasMessageContaining("须以 https:// 开头");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "8.8.8.8", "https://", "https:///path", "https://8.8.8.8:99999/", "https://8.8.8.8/#part",
        "https://user:word@8.8.8.8/", "https://user@8.8.8.8/", "https://8.8.8.8/a b", "https://8.8.8.8/\0", "https://no-such-host.invalid/"})
    void otherTextsThanPlainAddressesAreRefused(String url) {
        assertThatThrownBy(() -> TARGETS.check(url)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aNetworkThatTheOperatorNamesIsAllowedAndNoOther() {
        WebhookTargets named = targets(List.of("10.1.2.0/24"));

        assertThat(named.check("https://10.1.2.3/hook")).hasToString("https://10.1.2.3/hook");
        assertThatThrownBy(() -> named.check("https://10.1.3.3/hook")).hasMessageContaining("内部网络");
        assertThatThrownBy(() -> named.check("http://10.1.2.3/hook")).hasMessageContaining("https://");
    }

    private static WebhookTargets targets(List<String> internalNetworks) {
        return new WebhookTargets(new WebhookProperties(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(10),
                16, Duration.ofSeconds(30), Duration.ofHours(6), 30, false, internalNetworks));
    }
}
