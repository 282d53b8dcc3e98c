package org.shouwang.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Every address of the product with every role. The list of addresses comes from the running program, so that a new one
 * without a row here fails.
 */
class EndpointRightsTest extends IntegrationTest {

    private static final List<String> USERS = List.of("village411081101201", "township411081101", "county411081",
            "leader411081", "city411000", "partner", "admin", "village411081102201", "county411024", "nobody",
            "bank411081", "dept411081yibao");

    /** What each of {@link #USERS} is answered; bodies are empty, so that 400 means: the right was there. */
    private static final String EXPECTED = """
            GET /                                      200 200 200 200 200 200 200 200 200 200 200 200
            GET /login                                 302 302 302 302 302 302 302 302 302 200 302 302
            GET /password                              200 200 200 200 200 200 200 200 200 302 200 200
            POST /password                             400 400 400 400 400 400 400 400 400 302 400 400
            GET /home                                  200 200 200 200 200 200 200 200 200 302 200 200
            GET /clues/new                             200 200 200 403 200 200 403 200 200 302 403 403
            POST /clues                                400 400 400 403 400 400 403 400 400 302 403 403
            GET /cases                                 200 200 200 200 200 200 200 200 200 302 200 200
            POST /cases                                200 200 200 200 200 200 200 200 200 302 200 200
            GET /cases/{caseNo}                        200 200 200 200 200 200 200 404 404 302 404 404
            POST /cases/{caseNo}/id-numbers            200 200 200 403 403 403 403 404 404 302 404 404
            GET /cases/{caseNo}/withdrawal             200 200 403 403 403 403 403 404 404 302 404 404
            POST /cases/{caseNo}/withdrawal            400 400 403 403 403 403 403 404 404 302 404 404
            GET /notices/{noticeNo}                    200 200 200 200 200 404 200 404 404 302 404 404
            POST /notices/{noticeNo}/objections        400 400 403 403 403 404 403 404 404 302 404 404
            GET /households                            200 200 200 200 200 200 200 200 200 302 200 200
            POST /households                           200 200 200 200 200 200 200 200 200 302 200 200
            GET /households/{householdNo}              200 200 200 200 200 404 200 404 404 302 404 404
            GET /households/{householdNo}/{process}    200 200 200 403 403 404 403 404 404 302 404 404
            POST /households/{householdNo}/{process}   400 400 400 403 403 404 403 404 404 302 404 404
            GET /households/import                     403 200 200 403 403 403 403 403 200 302 403 403
            POST /households/import                    403 400 400 403 403 403 403 403 400 302 403 403
            GET /households/import/template            403 200 200 403 403 403 403 403 200 302 403 403
            POST /api/households/import                403 400 400 403 403 403 403 403 400 401 403 403
            GET /api/households                        200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/households/{householdNo}          200 200 200 200 200 404 200 404 404 401 404 404
            POST /api/households/{householdNo}/{process} 400 400 400 403 403 404 403 404 404 401 404 404
            GET /api/officials                         200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/officials/{officialId}            200 200 200 200 200 404 200 200 404 401 404 404
            POST /api/officials                        403 400 400 403 403 403 403 403 400 401 403 403
            PUT /api/officials/{officialId}            403 400 400 403 403 403 403 403 404 401 403 403
            GET /api/measure-catalogue                 200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/households/{householdNo}/measures 200 200 200 200 200 404 200 404 404 401 404 404
            POST /api/households/{householdNo}/measures/{measureId}/carried-out 404 404 404 403 403 404 403 404 404 401 404 404
            GET /api/households/{householdNo}/visits   200 200 200 200 200 404 200 404 404 401 404 404
            POST /api/households/{householdNo}/visits  400 400 400 403 403 404 403 404 404 401 404 404
            POST /api/households/{householdNo}/visits/{visitId}/correction 400 400 400 403 403 404 403 404 404 401 404 404
            POST /api/households/{householdNo}/responsible 403 400 400 403 403 404 403 404 404 401 404 404
            GET /officials                             200 200 200 200 200 200 200 200 200 302 200 200
            POST /officials                            200 200 200 200 200 200 200 200 200 302 200 200
            GET /officials/new                         403 200 200 403 403 403 403 403 200 302 403 403
            POST /officials/new                        403 400 400 403 403 403 403 403 400 302 403 403
            GET /officials/{officialId}                200 200 200 200 200 404 200 200 404 302 404 404
            POST /officials/{officialId}               403 400 400 403 403 404 403 403 404 302 404 404
            GET /measure-catalogue                     200 200 200 200 200 200 200 200 200 302 200 200
            GET /households/{householdNo}/visits       200 200 200 200 200 404 200 404 404 302 404 404
            POST /households/{householdNo}/visits      400 400 400 403 403 404 403 404 404 302 404 404
            GET /households/{householdNo}/visits/{visitId} 200 200 200 200 200 404 200 404 404 302 404 404
            POST /households/{householdNo}/visits/{visitId} 400 400 400 403 403 404 403 404 404 302 404 404
            GET /households/{householdNo}/measures/{measureId}/carried-out 404 404 404 404 404 404 404 404 404 302 404 404
            POST /households/{householdNo}/measures/{measureId}/carried-out 404 404 404 403 403 404 403 404 404 302 404 404
            GET /households/{householdNo}/responsible  403 200 200 403 403 404 403 404 404 302 404 404
            POST /households/{householdNo}/responsible 403 400 400 403 403 404 403 404 404 302 404 404
            GET /households/{householdNo}/members/{memberNo}/labour 200 403 403 403 403 404 403 404 404 302 404 404
            POST /households/{householdNo}/members/{memberNo}/labour 400 403 403 403 403 404 403 404 404 302 404 404
            POST /api/households/{householdNo}/members/{memberNo}/labour 400 403 403 403 403 404 403 404 404 401 404 404
            GET /elimination-proposals                 200 200 200 200 200 403 200 200 200 302 403 403
            GET /elimination-proposals/{proposalId}/dismissal 200 200 200 403 403 403 403 404 404 302 403 403
            POST /elimination-proposals/{proposalId}/dismissal 400 400 400 403 403 403 403 404 404 302 403 403
            GET /api/elimination-proposals             200 200 200 200 200 403 200 200 200 401 403 403
            POST /api/elimination-proposals/{proposalId}/dismissal 400 400 400 403 403 403 403 404 404 401 403 403
            GET /look-backs                            403 200 200 200 200 403 200 403 200 302 403 403
            GET /look-backs/new                        403 403 200 403 200 403 403 403 200 302 403 403
            POST /look-backs                           403 403 400 403 400 403 403 403 400 302 403 403
            GET /look-backs/{lookBackId}               403 404 200 404 200 403 404 403 404 302 403 403
            GET /look-backs/{lookBackId}/export        403 404 400 404 400 403 404 403 404 302 403 403
            POST /look-backs/{lookBackId}/begin        403 404 409 404 409 403 404 403 404 302 403 403
            POST /look-backs/{lookBackId}/discard      403 404 409 404 409 403 404 403 404 302 403 403
            GET /api/look-backs                        403 200 200 200 200 403 200 403 200 401 403 403
            POST /api/look-backs                       403 403 400 403 400 403 403 403 400 401 403 403
            GET /api/look-backs/unseen                 403 200 200 200 200 403 200 403 200 401 403 403
            GET /api/look-backs/{lookBackId}           403 404 200 404 200 403 404 403 404 401 403 403
            GET /api/look-backs/{lookBackId}/households 403 404 200 404 200 403 404 403 404 401 403 403
            GET /api/look-backs/{lookBackId}/draw      403 404 200 404 200 403 404 403 404 401 403 403
            POST /api/look-backs/{lookBackId}/begin    403 404 409 404 409 403 404 403 404 401 403 403
            POST /api/look-backs/{lookBackId}/discard  403 404 409 404 409 403 404 403 404 401 403 403
            GET /cases/{caseNo}/extensions/new         409 409 403 403 403 404 403 404 404 302 404 404
            POST /cases/{caseNo}/extensions            400 400 403 403 403 404 403 404 404 302 404 404
            GET /cases/{caseNo}/extensions/{id}        403 403 200 403 403 404 403 404 404 302 404 404
            POST /cases/{caseNo}/extensions/{id}/decision 403 403 400 403 403 404 403 404 404 302 404 404
            GET /cases/{caseNo}/urgings/new            403 409 409 409 409 404 403 404 404 302 404 404
            POST /cases/{caseNo}/urgings               403 400 400 400 400 404 403 404 404 302 404 404
            GET /supervision/extensions                403 403 200 403 403 403 403 403 200 302 403 403
            GET /supervision                           200 200 200 200 200 403 200 200 200 302 403 403
            GET /supervision/list                      200 200 200 200 200 403 200 200 200 302 403 403
            GET /supervision/figures                   200 200 200 200 200 403 200 200 200 302 403 403
            GET /supervision/figures/export            400 400 400 400 400 403 400 400 400 302 403 403
            GET /api/figures                           200 200 200 200 200 403 200 200 200 401 403 403
            GET /supervision/export                    400 400 400 400 400 403 400 400 400 302 403 403
            POST /supervision/exports                  400 400 400 400 400 403 400 400 400 302 403 403
            GET /supervision/exports                   200 200 200 200 200 403 200 200 200 302 403 403
            GET /supervision/exports/{exportId}        404 404 404 404 404 403 404 404 404 302 403 403
            GET /supervision/exports/{exportId}/file   404 404 404 404 404 403 404 404 404 302 403 403
            POST /supervision/exports/{exportId}/cancel 404 404 404 404 404 403 404 404 404 302 403 403
            POST /supervision/search                   302 302 302 302 302 403 302 302 302 302 403 403
            GET /loans                                 200 200 200 200 200 200 200 200 200 302 200 200
            POST /loans                                200 200 200 200 200 200 200 200 200 302 200 200
            GET /loans/new                             200 403 403 403 403 200 403 200 403 302 200 403
            POST /loans/new                            400 403 403 403 403 400 403 400 403 302 400 403
            GET /loans/{loanNo}                        200 200 200 200 200 200 200 404 404 302 200 404
            GET /loans/{loanNo}/repayment              403 403 403 403 403 409 403 404 404 302 409 404
            POST /loans/{loanNo}/repayment             403 403 403 403 403 409 403 404 404 302 409 404
            GET /loans/{loanNo}/extension              403 403 403 403 403 409 403 404 404 302 409 404
            POST /loans/{loanNo}/extension             403 403 403 403 403 409 403 404 404 302 409 404
            GET /supervision/loans                     200 200 200 200 200 403 200 200 200 302 200 403
            GET /supervision/loans/export              400 400 400 400 400 403 400 400 400 302 400 403
            POST /api/loans                            400 403 403 403 403 400 403 400 403 401 400 403
            GET /api/loans                             200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/loans/{loanNo}                    200 200 200 200 200 200 200 404 404 401 200 404
            POST /api/loans/{loanNo}/repayments        403 403 403 403 403 409 403 404 404 401 409 404
            POST /api/loans/{loanNo}/extensions        403 403 403 403 403 409 403 404 404 401 409 404
            GET /acts                                  403 403 403 403 403 403 200 403 403 302 403 403
            GET /api/acts                              403 403 403 403 403 403 200 403 403 401 403 403
            GET /api/regions                           200 200 200 200 200 200 200 200 200 401 200 200
            POST /api/regions/villages                 403 403 403 403 403 403 400 403 403 401 403 403
            POST /api/clues                            400 400 400 403 400 400 403 400 400 401 403 403
            GET /api/cases                             200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/tasks/{taskId}/next-steps         404 404 404 404 404 404 404 404 404 401 404 404
            GET /api/cases/{caseNo}/next-steps         200 200 200 200 200 200 200 404 404 401 404 404
            GET /api/cases/{caseNo}                    200 200 200 200 200 200 200 404 404 401 404 404
            POST /api/cases/{caseNo}/id-numbers        200 200 200 403 403 403 403 404 404 401 404 404
            POST /api/cases/{caseNo}/withdrawal        400 400 403 403 403 403 403 404 404 401 404 404
            GET /api/notices/{noticeNo}                200 200 200 200 200 404 200 404 404 401 404 404
            POST /api/notices/{noticeNo}/objections    400 400 403 403 403 404 403 404 404 401 404 404
            GET /api/comparison/datasets               403 403 200 403 200 403 200 403 200 401 403 403
            POST /api/comparison/datasets/{kind}       403 403 400 403 400 403 400 403 400 401 403 403
            GET /api/deadlines                         200 200 200 200 200 403 200 200 200 401 403 403
            GET /api/deadlines/summary                 200 200 200 200 200 403 200 200 200 401 403 403
            POST /api/cases/{caseNo}/extensions        400 400 403 403 403 404 403 404 404 401 404 404
            GET /api/extensions                        200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/extensions/{id}                   200 200 200 200 200 404 200 404 404 401 404 404
            POST /api/extensions/{id}/decision         403 403 400 403 403 404 403 404 404 401 404 404
            POST /api/cases/{caseNo}/urgings           403 400 400 400 400 404 403 404 404 401 404 404
            GET /api/tasks/{taskId}/claim              404 404 404 404 404 404 404 404 404 401 404 404
            POST /api/tasks/{taskId}/claim             404 404 404 404 404 404 404 404 404 401 404 404
            POST /tasks/{taskId}/giving-back           404 404 404 404 404 404 404 404 404 302 404 404
            GET /api/navigation                        200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/tasks/counts                      200 200 200 200 200 200 200 200 200 401 200 200
            POST /api/tasks/labels                     400 400 400 400 400 400 400 400 400 401 400 400
            POST /api/tasks/search                     400 400 400 400 400 400 400 400 400 401 400 400
            GET /api/messages                          200 200 200 200 200 200 200 200 200 401 200 200
            POST /api/messages/{messageId}/read        204 404 404 404 404 404 404 404 404 401 404 404
            GET /messages                              200 200 200 200 200 200 200 200 200 302 200 200
            POST /messages/{messageId}/read            302 404 404 404 404 404 404 404 404 302 404 404
            POST /messages/read                        400 400 400 400 400 400 400 400 400 302 400 400
            GET /api/held-rows                         403 403 403 403 403 403 200 403 403 401 403 403
            GET /held-rows                             403 403 403 403 403 403 200 403 403 302 403 403
            GET /api/webhooks                          403 403 403 403 403 403 200 403 403 401 403 403
            POST /api/webhooks                         403 403 403 403 403 403 400 403 403 401 403 403
            DELETE /api/webhooks/{subscriptionId}      403 403 403 403 403 403 404 403 403 401 403 403
            GET /webhooks                              403 403 403 403 403 403 200 403 403 302 403 403
            POST /webhooks                             403 403 403 403 403 403 400 403 403 302 403 403
            POST /webhooks/{subscriptionId}/end        403 403 403 403 403 403 404 403 403 302 403 403
            POST /webhooks/deliveries/{deliveryId}/resend 403 403 403 403 403 403 404 403 403 302 403 403
            GET /api/accounts                          403 403 403 403 403 403 200 403 403 401 403 403
            GET /api/accounts/{userId}                 403 403 403 403 403 403 404 403 403 401 403 403
            POST /api/accounts/{userId}/lock           403 403 403 403 403 403 404 403 403 401 403 403
            POST /api/accounts/{userId}/unlock         403 403 403 403 403 403 404 403 403 401 403 403
            GET /accounts                              403 403 403 403 403 403 200 403 403 302 403 403
            POST /accounts                             403 403 403 403 403 403 200 403 403 302 403 403
            GET /accounts/{userId}/lock                403 403 403 403 403 403 404 403 403 302 403 403
            POST /accounts/{userId}/lock               403 403 403 403 403 403 404 403 403 302 403 403
            POST /accounts/{userId}/unlock             403 403 403 403 403 403 404 403 403 302 403 403
            GET /api/personal-data/rotation            403 403 403 403 403 403 200 403 403 401 403 403
            POST /api/personal-data/rotation           403 403 403 403 403 403 200 403 403 401 403 403
            GET /problems                              200 200 200 200 200 200 200 200 200 302 200 200
            POST /problems                             403 403 400 403 400 400 400 403 400 302 403 403
            GET /problems/new                          403 403 200 403 200 200 200 403 200 302 403 403
            GET /problems/{problemNo}                  404 404 200 200 200 404 200 404 404 302 404 200
            POST /problems/{problemNo}/findings        404 404 400 403 403 404 403 404 404 302 404 403
            POST /problems/{problemNo}/findings/{position} 404 404 400 403 403 404 403 404 404 302 404 403
            GET /problems/ledger                       200 200 200 200 200 200 200 200 200 302 200 200
            GET /problems/import                       403 403 200 403 200 200 200 403 200 302 403 403
            POST /problems/import                      403 403 400 403 400 400 400 403 400 302 403 403
            GET /problems/import/{draftId}             404 404 404 404 404 404 404 404 404 302 404 404
            POST /problems/import/{draftId}/units      404 404 404 404 404 404 404 404 404 302 404 404
            POST /problems/import/{draftId}/corrections 404 404 404 404 404 404 404 404 404 302 404 404
            POST /problems/import/{draftId}/confirmation 404 404 404 404 404 404 404 404 404 302 404 404
            GET /problems/rounds/{round}               200 200 200 200 200 200 200 200 200 302 200 200
            GET /problems/rounds/{round}/circular      404 404 404 404 200 404 200 404 404 302 404 404
            GET /accountability                        200 200 200 200 200 403 200 200 200 302 403 403
            POST /accountability                       403 403 403 403 400 403 400 403 403 302 403 403
            POST /accountability/steps/{stepId}        403 403 403 403 404 403 404 403 403 302 403 403
            GET /accountability/{quarter}/file         404 404 404 404 404 403 404 404 404 302 403 403
            GET /api/accountability/{quarter}          404 404 404 404 404 403 404 404 404 401 403 403
            POST /api/accountability/{quarter}         403 403 403 403 400 403 400 403 403 401 403 403
            POST /api/accountability/steps/{stepId}/decision 403 403 403 403 404 403 404 403 403 401 403 403
            POST /api/problems                         403 403 400 403 400 400 400 403 400 401 403 403
            GET /api/problems                          200 200 200 200 200 200 200 200 200 401 200 200
            GET /api/problems/{problemNo}              404 404 200 200 200 404 200 404 404 401 404 200
            POST /api/problems/import                  403 403 400 403 400 400 400 403 400 401 403 403
            POST /api/problems/units                   403 403 400 403 400 400 400 403 400 401 403 403
            GET /api/problems/ledger                   400 400 400 400 400 400 400 400 400 401 400 400
            GET /api/demo/clock                        403 403 403 403 403 403 200 403 403 401 403 403
            POST /api/demo/clock                       403 403 403 403 403 403 400 403 403 401 403 403
            """;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;
    @Autowired
    private Messages messages;

    private String extension;
    private String household;
    private String loan;
    private String problem;
    private String official;
    private String visit;
    private String lookBack;
    private String proposal;

    @Test
    void everyAddressHasARule() {
        Set<String> addresses = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getName().startsWith("org.shouwang")) {
                addresses.addAll(addresses(mapping));
            }
        });

        assertThat(addresses).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected().keySet());
    }

    @Test
    void everyAddressAnswersEveryRoleByItsRule() {
        household = shouwang.newCase(LoanFlow.ofAge(clock), TODAY).untilApproval(clock).approved().view().get("householdNo");
        loan = LoanFlow.applied(shouwang, household, 10000).loanNo();
        problem = shouwang.as("city411000").post("/api/problems", Map.of("round", "2061", "aspect", "政策落实", "title", "健康帮扶",
                "description", "未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao"), "county", Shouwang.COUNTY)).get("problemNo");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), clock.today().toString()).untilNotice(clock);
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

        Map<String, String> answers = new LinkedHashMap<>();
        expected().forEach((address, statuses) -> answers.put(address, USERS.stream()
                .map(user -> String.valueOf(call(user, address, flow))).collect(Collectors.joining(" "))));

        assertThat(answers).isEqualTo(expected());
    }

    private int call(String user, String address, CaseFlow flow) {
        String[] parts = address.split(" ");
        String path = parts[1].replace("{caseNo}", flow.caseNo()).replace("{noticeNo}", flow.noticeNo())
                .replace("{kind}", "vehicles").replace("{messageId}", messageToTheVillage())
                .replace("{subscriptionId}", "0").replace("{deliveryId}", "0").replace("{exportId}", "0").replace("{id}", extension)
                .replace("{householdNo}", household).replace("{memberNo}", "1").replace("{lookBackId}", lookBack)
                .replace("{proposalId}", proposal).replace("{officialId}", official).replace("{visitId}", visit)
                .replace("{measureId}", "0").replace("{loanNo}", loan).replace("{problemNo}", problem)
                .replace("{round}", "2061").replace("{position}", "1").replace("{draftId}", "0").replace("{stepId}", "0")
                .replace("{quarter}", "2099Q1").replace("{taskId}", "0")
                .replace("{userId}", "nobodyAtAll").replace("{process}", "risk-elimination");
        boolean csv = path.contains("datasets") || path.endsWith("villages");
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
        String form = sends && page && !"nobody".equals(user) ? "_once=" + session.pass() : "";
        String body = !sends ? null : !upload ? form : "--x\r\nContent-Disposition: form-data; name=\"_once\"\r\n\r\n"
                + form.replace("_once=", "") + "\r\n--x--\r\n";
        return session.send(parts[0], path, body, headers).status();
    }

    private String messageToTheVillage() {
        messages.send(USERS.get(0), Message.Kind.URGED, "催办", "请尽快办理", null);
        return database.sql("select max(id) from shouwang.message where recipient = ?").param(USERS.get(0))
                .query(String.class).single();
    }

    private static List<String> addresses(RequestMappingInfo mapping) {
        List<String> addresses = new ArrayList<>();
        mapping.getMethodsCondition().getMethods().forEach(method ->
                mapping.getPatternValues().forEach(pattern -> addresses.add(method + " " + pattern)));
        return addresses;
    }

    private static Map<String, String> expected() {
        Map<String, String> rows = new LinkedHashMap<>();
        EXPECTED.lines().forEach(line -> {
            List<String> words = Arrays.asList(line.split(" +"));
            rows.put(words.get(0) + " " + words.get(1), String.join(" ", words.subList(2, words.size())));
        });
        return rows;
    }
}
