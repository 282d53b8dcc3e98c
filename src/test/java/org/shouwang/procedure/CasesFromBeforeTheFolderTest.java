package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.CHECK_HOUSEHOLD;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.DECIDE_AT_TOWNSHIP;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.KEY;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.RECORD_AT_COUNTY;
import static org.shouwang.safetynet.SafetyNetRecognitionProcess.TOWNSHIP_REVIEW_OUTCOME;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.Deployments;
import org.shouwang.support.Answer;
import org.shouwang.support.HouseholdFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;

/** Tests that recognitions that were begun before the process was a folder go on to their end with all that they hold. */
class CasesFromBeforeTheFolderTest extends IntegrationTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    @Autowired
    private Deployments deployments;
    @Autowired
    private Procedures procedures;
    @Autowired
    private RepositoryService repository;
    @Autowired
    private DataSource dataSource;

    private String former;

    /** Deploys the former model, in which gateways had no default, with its forms and without a manifest. */
    @BeforeEach
    void theFormerModelIsInForce() {
        Map<String, byte[]> files = new TreeMap<>();
        ProcedureFolder folder = ProcedureFolder.inside().stream().filter(each -> each.name().equals(KEY)).findFirst().orElseThrow();
        folder.ending(".form").forEach(file -> files.put(file.substring(file.lastIndexOf('/') + 1), folder.files().get(file)));
        files.put(folder.model(), withCondition(withCondition(folder.text(folder.model()), "flow_noticeRequired", "${noticeRequired}"),
                "flow_refused", "${caseStatus != 'APPROVED'}").getBytes(StandardCharsets.UTF_8));
        former = deployments.deploy("former recognition", files);
    }

    private static String withCondition(String model, String flow, String condition) {
        String changed = model.replace(" default=\"" + flow + '"', "").replaceFirst("(<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*?) ?/>",
                "$1><bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">" + condition.replace("$", "\\$")
                        + "</bpmn:conditionExpression></bpmn:sequenceFlow>");
        assertThat(changed).contains(condition).doesNotContain("default=\"" + flow);
        return changed;
    }

    @AfterEach
    void theFormerModelIsGone() {
        repository.deleteDeployment(former, true);
    }

    @Test
    void aCaseThatHungOnTheBoardIsSentBackCheckedAgainDecidedFiledAndMarked() throws SQLException {
        HouseholdFlow flow = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision();
        assertThat(processOf(flow.caseNo())).hasProcessDefinitionKey(KEY).isWaitingAt(DECIDE_AT_TOWNSHIP);

        theProductIsUpdated();

        Shouwang.Form decision = shouwang.township().form(flow.caseNo(), DECIDE_AT_TOWNSHIP);
        assertThat(decision.text("suggestionText")).isEqualTo("认定条件全部符合，建议认定");
        assertThat(decision.text("checkFacts")).contains("全额农村低保", clock.today().minusDays(6).toString(), flow.head().name(), "无劳动能力");
        flow.done(shouwang.township(), DECIDE_AT_TOWNSHIP, Map.of(TOWNSHIP_REVIEW_OUTCOME, "RETURN", "opinion", "请再核"));
        Shouwang.Form check = shouwang.village().form(flow.caseNo(), CHECK_HOUSEHOLD);
        assertThat(check.text("supportKind")).isEqualTo("DIBAO_FULL");
        assertThat(check.rows("membersFound").path(0).path("labour").asText()).isEqualTo("NONE");
        flow.foundWithoutLabour().preselected();
        assertThat(flow.openTasks()).as("what hangs has not changed, so it is not posted again").containsExactly(DECIDE_AT_TOWNSHIP);
        flow.decided().filed().marked();

        assertThat(flow.view().get("status")).isEqualTo("SAFETY_NET");
        assertThat(flow.household().body().path("marks").path(0).path("kind").asText()).isEqualTo("SAFETY_NET");
    }

    @Test
    void whatWasFoundAndFiledIsReadAsBefore() throws SQLException {
        HouseholdFlow refused = HouseholdFlow.withoutLabour(shouwang, clock).recognitionStarted();
        Map<String, Object> found = HouseholdFlow.withoutLabour();
        found.put("supportKind", "NONE");
        found.put("opinion", "民政已受理");
        refused.done(shouwang.village(), CHECK_HOUSEHOLD, found);
        HouseholdFlow filed = HouseholdFlow.withoutLabour(shouwang, clock).untilDecision().decided();
        filed.done(shouwang.county(), RECORD_AT_COUNTY, Map.of("filingNo", "禹备〔2026〕9号"));
        List<Map<String, Object>> before = entries();

        theProductIsUpdated();

        assertThat(entries()).isEqualTo(before);
        assertThat(refused.view().body().path("data").path("conditions").asText()).contains("没有享受特困供养或农村低保");
        Answer row = shouwang.county().get("/api/procedures/" + KEY + "/cases?supportKind=NONE&region=" + Shouwang.VILLAGE);
        assertThat(row.text()).contains(refused.caseNo());
        assertThat(filed.view().body().path("data").path("filingNo").asText()).isEqualTo("禹备〔2026〕9号");
        filed.marked();
    }

    /** Puts all recognitions into the tables that they had before, and updates the product. */
    private void theProductIsUpdated() throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local search_path to shouwang");
            statement.execute(read("V50__labour_and_safety_net.sql").replaceFirst("(?s)^.*?(?=create table safety_net_check )", ""));
            statement.execute("""
                    create temporary table checked on commit drop as
                    select e.*, row_number() over (order by e.case_no, e.sequence) as id from procedure_entry e
                    where e.element_id = '%1$s' and e.content ? 'supportKind' and e.content ? 'membersFound';
                    insert into safety_net_check (id, case_no, outcome, checked_on, support_kind, lives_on_social_security, recorded_by, recorded_at)
                    overriding system value
                    select id, case_no, content->>'checkOutcome', (content->>'verifiedOn')::date, content->>'supportKind',
                        content->>'livesOnSocialSecurity' = 'YES', entered_by, entered_at from checked;
                    insert into safety_net_check_member select id, (row->>'memberNo')::int - 1, row->>'labour'
                    from checked, jsonb_array_elements(content->'membersFound') row;
                    insert into safety_net_check_unmet select id, place, 'SUPPORT', reason
                    from checked, unnest(string_to_array(content->>'unmetText', '；')) with ordinality as told (reason, place);
                    insert into safety_net_filing select e.case_no, e.content->>'filingNo', (e.content->>'recordedOn')::date
                    from procedure_entry e join case_file c on c.case_no = e.case_no and c.process_key = '%3$s' where e.element_id = '%2$s';
                    delete from procedure_value where procedure = '%3$s';
                    delete from procedure_entry where case_no in (select case_no from case_file where process_key = '%3$s');
                    delete from procedure_case where case_no in (select case_no from case_file where process_key = '%3$s');
                    """.formatted(CHECK_HOUSEHOLD, RECORD_AT_COUNTY, KEY));
            statement.execute(read("V264__safety_net_as_a_folder.sql"));
            connection.commit();
        }
        procedures.deploy();
    }

    /** Returns what was found and filed, without what is kept in the record of decisions or in the case's file too. */
    private List<Map<String, Object>> entries() {
        return database.sql("""
                        select e.case_no, e.element_id, e.entered_by, date_trunc('minute', e.entered_at) as entered_at,
                            jsonb_strip_nulls(e.content - 'opinion' - 'systemHouseholdCode')::text as content
                        from shouwang.procedure_entry e where e.element_id in (?, ?) and e.case_no like 'DB-%' order by e.case_no, e.sequence
                        """)
                .params(CHECK_HOUSEHOLD, RECORD_AT_COUNTY).query().listOfRows();
    }

    private static String read(String migration) {
        try {
            return Files.readString(MIGRATIONS.resolve(migration));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
