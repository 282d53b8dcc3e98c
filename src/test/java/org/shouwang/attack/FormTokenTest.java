package org.shouwang.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.PageController;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tests that a form which no page of the product gave out is never carried out, no matter who sends it. */
class FormTokenTest extends IntegrationTest {

    /** The addresses of searches, which change nothing. */
    private static final Set<String> SEARCHES = Set.of("/accounts", "/cases", "/households", "/loans", "/loans/borrowers", "/officials", "/procedures/1/households", "/supervision/search");
    /** The addresses at which drafts are kept, again and again from one page. */
    private static final Set<String> DRAFTS = Set.of("/procedures/1/start/form", "/tasks/1/draft", "/tasks/1/visit");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @LocalServerPort
    private int port;

    @Test
    void noPageTakesAFormWithoutATokenOrWithAnInventedOne() {
        BrowserSession admin = new BrowserSession(port);
        admin.signIn("admin", Shouwang.PASSWORD);
        admin.get("/home");
        Set<String> addresses = addresses();
        assertThat(addresses).hasSizeGreaterThan(35).containsAll(SEARCHES).containsAll(DRAFTS);

        for (String address : addresses) {
            boolean taken = SEARCHES.contains(address) || DRAFTS.contains(address);
            for (String token : List.of("", "x", UUID.randomUUID().toString(), UUID.randomUUID() + ".1772412000." + "0".repeat(64))) {
                BrowserSession.Page page = admin.post(address, Map.of("_once", token));
                assertThat(page.text().contains("没有登记：这一页打开得太久")).as(address + " " + token).isEqualTo(!taken);
                assertThat(page.status() == 409).as(address).isEqualTo(!taken);
            }
        }
    }

    private Set<String> addresses() {
        Set<String> addresses = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().isAnnotationPresent(PageController.class) && mapping.getMethodsCondition().getMethods().contains(RequestMethod.POST)) {
                mapping.getPatternValues().forEach(pattern -> addresses.add(pattern.replaceAll("\\{[^}]+}", "1")));
            }
        });
        return addresses;
    }
}
