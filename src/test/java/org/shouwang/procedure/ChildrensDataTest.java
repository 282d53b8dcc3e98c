package org.shouwang.procedure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.SampleFiles;
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
    void whoeverDoesATaskAddsItsFilesAndReadsOnlyTheOwnOfThemWhereOthersAreHidden() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(13));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-3", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校")).get("caseNo");
        String files = "/api/cases/" + caseNo + "/files";

        assertThat(shouwang.as("school411081").upload(files, "家访.pdf", SampleFiles.pdf("x"), Map.of("kind", "劝返记录")).status()).isEqualTo(201);
        Answer notice = shouwang.leader().upload(files, "通知.pdf", SampleFiles.pdf("x"), Map.of("kind", "联合劝返通知"));
        assertThat(notice.status()).as(notice.text()).isEqualTo(201);

        assertThat(shouwang.leader().get(files).text()).contains("联合劝返通知").doesNotContain("劝返记录");
        assertThat(shouwang.township().get(files).text()).contains("联合劝返通知", "劝返记录");
        assertThat(shouwang.county().upload(files, "无关.pdf", SampleFiles.pdf("x"), Map.of("kind", "其他材料")).status()).as("the county has no task there").isEqualTo(403);
        assertThat(shouwang.as("dept411081jiaoyu").get("/cases/" + caseNo + "/files").text()).contains("劝返记录", "司法文书", "其他材料")
                .doesNotContain("贷款用途凭证", "预警材料");
    }

    @Test
    void nobodyIsOfferedToBeShownWhatIsNotShown() {
        TestPeople.Person pupil = TestPeople.somebodyBorn(LocalDate.parse(TODAY).minusYears(10));
        String caseNo = shouwang.as("school411081").post("/api/procedures/dropout-control", Map.of("subject", Map.of("name", pupil.name(),
                "idNumber", pupil.idNumber(), "villageCode", Shouwang.VILLAGE), "pupilNo", "XS-4", "school", "花石镇一中", "grade", "J1",
                "foundBy", "VISIT", "guardian", GUARDIAN, "absentSince", TODAY, "reason", "没有到校")).get("caseNo");

        assertThat(shouwang.village().get("/cases/" + caseNo).text()).contains("显示完整证件号", "<dt>姓名</dt><dd>" + pupil.name() + "</dd>")
                .doesNotContain("<dd>" + pupil.name().substring(0, 1) + "某</dd>");
        assertThat(shouwang.county().get("/cases/" + caseNo).text()).contains("（不在此显示）").doesNotContain("显示完整证件号", "显示（查看会记录）");
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
