package org.shouwang.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** The measures that a plan can hold: in the table, and as the form offers them. */
class MeasureCatalogueTest extends IntegrationTest {

    @Autowired
    private MeasureCatalogue catalogue;

    @Test
    void theFormOffersExactlyTheCatalogue() throws IOException {
        List<String> offered = new ArrayList<>();
        JsonNode form = new ObjectMapper().readTree(new File("forms/assistance-planning/plan-measures.form"));
        form.findParents("key").stream().filter(field -> "measure".equals(field.path("key").asText()))
                .forEach(field -> field.path("values").forEach(option ->
                        offered.add(option.path("value").asText() + " " + option.path("label").asText())));

        assertThat(offered).isNotEmpty().containsExactlyElementsOf(
                catalogue.all().stream().map(measure -> measure.code() + " " + measure.fullTitle()).toList());
    }

    @Test
    void everyKindHasAMeasureAndOnlyIndustryAndEmploymentDevelop() {
        assertThat(catalogue.all()).extracting(Measure::kind).containsAll(Arrays.asList(MeasureKind.values()));
        assertThat(catalogue.all()).allSatisfy(measure -> {
            assertThat(measure.development()).as(measure.code())
                    .isEqualTo(measure.kind() == MeasureKind.INDUSTRY || measure.kind() == MeasureKind.EMPLOYMENT);
            assertThat(measure.source()).contains("河南省");
        });
        assertThat(catalogue.all()).filteredOn(Measure::needsLabour).extracting(Measure::code)
                .containsExactly("EMPLOYMENT_WORKSHOP", "PUBLIC_POST");
    }

    @Test
    void thePageAndTheInterfaceShowIt() {
        assertThat(shouwang.county().get("/measure-catalogue").text()).contains("帮扶车间务工", "公益岗位");
        assertThat(shouwang.as("admin").get("/api/measure-catalogue").body().path("items")).hasSize(catalogue.all().size());
    }
}
