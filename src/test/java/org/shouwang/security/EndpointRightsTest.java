package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Checks every address of the product with every kind of account. The addresses come from the running program, the expected
 * answers from a file of the test's resources. The answers that were found are written beside the reports.
 */
class EndpointRightsTest extends IntegrationTest {

    /**
     * The expected answers: one line with the accounts, then one line for each address with the answer to each account. The
     * requests have empty bodies, so that 400 means that the account has the right.
     */
    private static final String DECLARED = "/rights.txt";
    /** The file with the answers that were found, in the form of the expected ones. */
    private static final Path FOUND = Path.of("target", "rights.txt");
    private static final String ACCOUNTS = "accounts:";

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired
    private Messages messages;

    /** An unused one-time token for forms by account. */
    private final Map<String, String> passes = new HashMap<>();
    private String extension;
    private String household;
    private String notice;
    private String loan;
    private String problem;
    private String official;
    private String visit;
    private String lookBack;
    private String proposal;
    private String meeting;

    @Test
    void everyAddressAnswersEveryAccountAsDeclared() throws IOException {
        household = shouwang.newCase(LoanFlow.ofAge(clock), TODAY).untilApproval(clock).approved().view().get("householdNo");
        loan = LoanFlow.applied(shouwang, household, 10000).loanNo();
        problem = shouwang.as("city411000").post("/api/problems", Map.of("round", "2061", "aspect", "政策落实", "title", "健康帮扶",
                "description", "未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao"), "county", Shouwang.COUNTY)).get("problemNo");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), clock.today().toString()).untilNotice(clock);
        notice = flow.noticeNo();
        extension = shouwang.village().post("/api/cases/" + flow.caseNo() + "/extensions", Map.of("rule",
                "IDENTIFICATION_15D", "until", "2026-03-30", "reason", "道路中断")).get("extensionId");

        official = shouwang.township().post("/api/officials", Map.of("name", TestPeople.somebody().name(), "post", "科员",
                "publicOfficial", true, "regionCode", Shouwang.TOWNSHIP)).get("id");
        visit = shouwang.village().post("/api/households/" + household + "/visits", Map.of("visitedOn", TODAY, "visitedBy",
                "包村干部", "found", "病情稳定")).get("visitId");
        proposal = database.sql("""
                insert into shouwang.elimination_proposal (household_id, proposed_on, monitored_since, recorded_on, income_per_head,
                    reference_line)
                select id, '2026-03-02', '2025-03-02', '2025-03-02', 15200, 7500 from shouwang.household where household_no = ? returning id
                """).param(household).query(String.class).single();
        lookBack = database.sql("""
                with made as (insert into shouwang.look_back (name, seed, due_on, status, created_by, created_at)
                    values ('五月回头看', 1, '2026-05-31', 'DISCARDED', 'county411081', '2026-03-02 09:00+08') returning id)
                insert into shouwang.look_back_region (look_back_id, region_code) select id, '411081' from made returning look_back_id
                """).query(String.class).single();

        meeting = shouwang.village().post("/api/meetings", Map.of("heldOn", clock.today().toString(), "place", "村委会", "chair", "甲",
                "present", List.of("乙"), "items", List.of(Map.of("caseNo", "JC-0")))).get("meetingNo");

        Map<String, String> declared = declared();
        List<String> accounts = List.of(declared.get(ACCOUNTS).split(" "));
        Map<String, String> found = new LinkedHashMap<>(Map.of(ACCOUNTS, declared.get(ACCOUNTS)));
        addresses().forEach(address -> found.put(address, accounts.stream()
                .map(account -> String.valueOf(call(account, address, flow))).collect(Collectors.joining(" "))));

        Files.write(FOUND, found.entrySet().stream().map(row -> "%-72s %s".formatted(row.getKey(), row.getValue())).toList());
        assertThat(found).as("see " + FOUND).isEqualTo(declared);
    }

    /** Returns the addresses of the running program, so that the test fails for a new address without a line in the file. */
    private List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getName().startsWith("org.shouwang")) {
                mapping.getMethodsCondition().getMethods().forEach(verb ->
                        mapping.getPatternValues().forEach(pattern -> addresses.add(verb + " " + pattern)));
            }
        });
        assertThat(addresses).hasSizeGreaterThan(100);
        return addresses.stream().distinct().sorted(Comparator.comparing((String address) -> address.split(" ")[1])
                .thenComparing(Comparator.naturalOrder())).toList();
    }

    private int call(String user, String address, CaseFlow flow) {
        String[] parts = address.split(" ");
        String path = parts[1].replace("{caseNo}", flow.caseNo()).replace("{noticeNo}", notice)
                .replace("{kind}", "vehicles")
                .replace("{messageId}", parts[1].contains("{messageId}") ? messageToTheVillage() : "")
                .replace("{subscriptionId}", "0").replace("{deliveryId}", "0").replace("{exportId}", "0").replace("{id}", extension)
                .replace("{householdNo}", household).replace("{memberNo}", "1").replace("{lookBackId}", lookBack)
                .replace("{proposalId}", proposal).replace("{officialId}", official).replace("{visitId}", visit)
                .replace("{measureId}", "0").replace("{loanNo}", loan).replace("{problemNo}", problem)
                .replace("{meetingNo}", meeting).replace("{number}", "MD-411081-approval-2026-0").replace("{round}", "2061").replace("{position}", "1").replace("{draftId}", "0").replace("{stepId}", "0")
                .replace("{quarter}", "2099Q1").replace("{taskId}", "0").replace("{filterId}", "0").replace("{batchId}", "0").replace("{listId}", "0")
                .replace("{userId}", "nobodyAtAll").replace("{group}", "county411081").replace("{villageCode}", "0").replace("{channelId}", "0").replace("{process}", "risk-elimination").replace("{key}", "nothing").replace("{code}", "REFERENCE_LINE").replace("{changeId}", "0").replace("{version}", "1");
        boolean csv = path.startsWith("/api") && (path.contains("datasets") || path.endsWith("villages"));
        boolean upload = path.endsWith("/import");
        boolean page = !path.startsWith("/api");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", page ? "text/html" : "application/json");
        boolean sends = !parts[0].equals("GET") && !parts[0].equals("DELETE");
        if (sends) {
            headers.put("Content-Type", csv ? "text/csv" : upload ? "multipart/form-data; boundary=x"
                    : page ? "application/x-www-form-urlencoded" : "application/json");
        }
        Shouwang.Session session = "nobody".equals(user) ? shouwang.nobody() : shouwang.as(user);
        String form = sends && page && !"nobody".equals(user) ? "_once=" + passes.computeIfAbsent(user, key -> session.pass()) : "";
        String body = !sends ? null : !upload ? form : "--x\r\nContent-Disposition: form-data; name=\"_once\"\r\n\r\n"
                + form.replace("_once=", "") + "\r\n--x--\r\n";
        int status = session.send(parts[0], path, body, headers).status();
        if (!HttpStatus.valueOf(status).is4xxClientError()) {
            // Only a form that was refused leaves its token unused.
            passes.remove(user);
        }
        return status;
    }

    private String messageToTheVillage() {
        messages.send("village" + Shouwang.VILLAGE, Message.Kind.URGED, "催办", "请尽快办理", null);
        return database.sql("select max(id) from shouwang.message where recipient = ?").param("village" + Shouwang.VILLAGE)
                .query(String.class).single();
    }

    private static Map<String, String> declared() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        try (InputStream file = EndpointRightsTest.class.getResourceAsStream(DECLARED)) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                String[] parts = line.split(" {2,}", 2);
                rows.put(parts[0], parts[1]);
            });
        }
        return rows;
    }
}
