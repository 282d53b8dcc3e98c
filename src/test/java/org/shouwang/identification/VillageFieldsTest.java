package org.shouwang.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.ENTER_SYSTEM;
import static org.shouwang.identification.MonitoringIdentificationProcess.PRESELECT_AT_VILLAGE;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

/** Counts what a village has to fill in until a household is admitted, besides what the product knows already (issue 15). */
class VillageFieldsTest extends IntegrationTest {

    private static final int MOST = 25;
    /** The amounts of a household that are not zero: wages, what it earns and spends on its farm, transfers, medical care. */
    private static final int AMOUNTS = 5;
    private static final Map<String, String> FORMS = Map.of(VERIFY_HOUSEHOLD, "monitoring-identification/verify-household",
            PRESELECT_AT_VILLAGE, "monitoring-identification/preselect-at-village", POST_NOTICE, "public-notice/post-notice",
            ENTER_SYSTEM, "monitoring-identification/enter-system");

    @Autowired
    private ObjectMapper json;

    @Test
    void aVillageFillsInAtMostTwentyFiveFieldsThatNobodyKnew() {
        shouwang.newCase(TestPeople.somebody(), TODAY).untilNotice(clock);
        CaseFlow flow = shouwang.newCase(shouwang.village(), TestPeople.somebody(), TODAY);
        List<String> fields = new ArrayList<>(List.of("clue.source", "clue.foundOn", "clue.headName", "clue.headIdNumber",
                "clue.riskDescription"));
        fields.addAll(unknown(flow, VERIFY_HOUSEHOLD));
        flow.verified().compared();
        fields.addAll(unknown(flow, PRESELECT_AT_VILLAGE));
        flow.preselected();
        fields.addAll(unknown(flow, POST_NOTICE));
        flow.posted(clock.today()).noticeOver(clock).reviewed().checked().approved().announced();
        fields.addAll(unknown(flow, ENTER_SYSTEM));

        System.out.printf("A village fills in %d fields and %d amounts that nobody knew%n", fields.size(), AMOUNTS);
        assertThat(fields.size() + AMOUNTS).as(String.join("\n", fields)).isLessThanOrEqualTo(MOST);
        assertThat(fields).as("what every visit has to find out").contains("verifyHousehold.health");
    }

    private List<String> unknown(CaseFlow flow, String task) {
        JsonNode shown = shouwang.village().get("/engine-rest/task/" + shouwang.village().taskId(flow.caseNo(), task) + "/form-variables").body();
        List<String> fields = new ArrayList<>();
        collect(form(task).path("components"), shown, task.substring(task.indexOf('_') + 1), fields);
        return fields;
    }

    private static void collect(JsonNode components, JsonNode shown, String task, List<String> fields) {
        for (JsonNode component : components) {
            JsonNode rows = component.has("path") ? shown.path(component.path("path").asText()).path("value") : null;
            if (rows != null) {
                for (JsonNode inside : component.path("components")) {
                    if (isRequired(inside) && !rows.toString().contains(inside.path("key").asText() + "\\\"")) {
                        fields.add(task + "." + inside.path("key").asText());
                    }
                }
                continue;
            }
            if (isRequired(component) && !component.has("defaultValue")
                    && shown.path(component.path("key").asText()).path("value").asText("").isEmpty()) {
                fields.add(task + "." + component.path("key").asText());
            }
            collect(component.path("components"), shown, task, fields);
        }
    }

    /** Tells whether a field has to be filled in for a household at risk. */
    private static boolean isRequired(JsonNode component) {
        return component.has("key") && (component.path("validate").path("required").asBoolean()
                || component.path("key").asText().equals("authorisationSigned"));
    }

    private JsonNode form(String task) {
        try {
            return json.readTree(new ClassPathResource("forms/" + FORMS.get(task) + ".form").getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
