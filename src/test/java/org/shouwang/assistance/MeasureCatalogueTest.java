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

/** Tests the measures that a plan can contain: in the catalogue, and as the form offers them. */
class MeasureCatalogueTest extends IntegrationTest {

    @Autowired
    private MeasureCatalogue catalogue;

    @Test
    void theFormOffersExactlyTheCatalogue() throws IOException {
        List<String> offered = new ArrayList<>();
        JsonNode form = new ObjectMapper().readTree(new File("target/classes/forms/assistance-planning/plan-measures.form"));
        form.findParents("key").stream().filter(field -> "measure".equals(field.path("key").asText()))
                .forEach(field -> field.path("values").forEach(option ->
                        offered.add(option.path("value").asText() + " " + option.path("label").asText())));

        assertThat(offered).isNotEmpty().containsExactlyElementsOf(
                catalogue.all().stream().map(measure -> measure.code() + " " + measure.fullTitle()).toList());
    }

    @Test
    void everyKindHasAMeasureAndOnlyIndustryAndEmploymentDevelopWhoeverTheyAreFor() {
        assertThat(catalogue.all()).extracting(Measure::kind).containsAll(Arrays.asList(MeasureKind.values()));
        assertThat(catalogue.all()).filteredOn(Measure::development).isNotEmpty().allMatch(measure ->
                measure.kind() == MeasureKind.INDUSTRY || measure.kind() == MeasureKind.EMPLOYMENT);
        assertThat(catalogue.all()).filteredOn(measure -> measure.develops() == Development.WEAK_LABOUR)
                .extracting(Measure::code).containsExactly("PUBLIC_POST");
        assertThat(catalogue.all()).allSatisfy(measure -> {
            assertThat(measure.source()).containsAnyOf("河南省乡村振兴局", "许巩固脱贫组办〔2023〕1号");
            assertThat(measure.developsWhy()).contains("本系统设计");
        });
        assertThat(catalogue.all()).filteredOn(Measure::needsLabour).extracting(Measure::code)
                .containsExactly("EMPLOYMENT_WORKSHOP", "PUBLIC_POST");
    }

    @Test
    void whatCountsAsDevelopmentCanBeSetAnewFromADayOn() {
        database.sql("""
                insert into shouwang.measure_development (code, valid_from, develops, source)
                values ('FINANCE_MICRO_LOAN', '2026-03-03', 'ALL', '本系统设计')
                """).update();
        try {
            assertThat(catalogue.get("FINANCE_MICRO_LOAN").development()).isFalse();
            clock.advanceDays(1);
            assertThat(catalogue.get("FINANCE_MICRO_LOAN").development()).isTrue();
        } finally {
            database.sql("delete from shouwang.measure_development where valid_from = '2026-03-03'").update();
        }
    }

    @Test
    void sourcesSayWhatTheDocumentsSayOfHousesAndOfTheLine() {
        assertThat(shouwang.county().get("/measure-catalogue").text()).contains("D级且无维修加固保留价值的拆除重建，有保留价值的可维修加固；无房户可新建");
        assertThat(database.sql("select source from shouwang.policy_parameter where name = 'REFERENCE_LINE' and valid_from = '2023-01-01'")
                .query(String.class).single()).contains("上年度全省农村居民人均可支配收入增幅");
    }

    @Test
    void thePageAndTheInterfaceShowIt() {
        assertThat(shouwang.county().get("/measure-catalogue").text()).contains("帮扶车间务工", "公益岗位", "跨省就业一次性交通补助", "防贫保",
                "只对弱劳动力、半劳动力算", "本系统设计");
        assertThat(shouwang.as("admin").get("/api/measure-catalogue").body().path("items")).hasSize(catalogue.all().size());
    }
}
