package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests that only school, education department, township and village read who a pupil out of school is, and what was said at home. */
class ChildrensDataTest extends IntegrationTest {

    private static final String GUARDIAN = "欧阳大山";

    @Test
    void theLeadingGroupAndOtherDepartmentsReadTheFamilyNameOnly() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(12));
        Answer started = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-1", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校"));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        String caseNo = started.get("caseNo");
        String family = pupil.name().substring(0, 1) + "某";

        for (Shouwang.Session reads : new Shouwang.Session[] {shouwang.village(), shouwang.township(), shouwang.as("school411081"),
                shouwang.as("dept411081jiaoyu")}) {
            assertThat(reads.get("/cases/" + caseNo).text()).contains(pupil.name(), GUARDIAN);
        }
        for (Shouwang.Session mayNot : new Shouwang.Session[] {shouwang.leader(), shouwang.county(), shouwang.as("dept411081canlian")}) {
            assertThat(mayNot.get("/cases/" + caseNo).text()).contains(family, "XS-1").doesNotContain(pupil.name(), GUARDIAN);
            assertThat(mayNot.view(caseNo).text()).contains(family).doesNotContain(pupil.name(), GUARDIAN);
            assertThat(mayNot.get("/api/procedures/dropout-control/ledger").text()).contains(caseNo).doesNotContain(pupil.name(), GUARDIAN);
        }
        assertThat(shouwang.as("dept411081yibao").view(caseNo).status()).as("a department without a task").isEqualTo(404);
    }

    @Test
    void anotherVillageOrTownshipOfTheCountyDoesNotSeeTheCase() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(11));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-2", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校")).get("caseNo");

        for (String elsewhere : new String[] {"village411081101202", "village411081102201", "township411081102"}) {
            assertThat(shouwang.as(elsewhere).view(caseNo).status()).as("/api/cases for " + elsewhere).isEqualTo(404);
            assertThat(shouwang.as(elsewhere).get("/cases/" + caseNo).text()).as("the page for " + elsewhere).doesNotContain(pupil.name());
            assertThat(shouwang.as(elsewhere).get("/api/procedures/dropout-control/ledger").text()).as("the ledger for " + elsewhere)
                    .doesNotContain(caseNo);
        }
    }
}
