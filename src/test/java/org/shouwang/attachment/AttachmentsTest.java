package org.shouwang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.shouwang.shared.Sha256;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the files of cases, problems, notices and visits: what is kept, who sees it, and how it is taken out. */
class AttachmentsTest extends IntegrationTest {

    private static final String AUTHORISATION = "承诺授权书";

    private CaseFlow newCase() {
        return shouwang.newCase(TestPeople.somebody(), TODAY);
    }

    private static Answer add(Shouwang.Session who, String path, String name, byte[] file, String kind) {
        return who.upload(path, name, file, Map.of("kind", kind));
    }

    private static String files(CaseFlow flow) {
        return "/api/cases/" + flow.caseNo() + "/files";
    }

    @Test
    void aPictureOfAPhoneIsKeptUprightWithoutThePlaceWhereItWasTaken() throws IOException {
        String files = files(newCase());

        Answer added = add(shouwang.village(), files, "授权书 照片.jpeg", SampleFiles.photo(400, 200), AUTHORISATION);

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        HttpResponse<byte[]> kept = shouwang.township().download(files + "/" + added.get("id"));
        assertThat(new String(kept.body(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(kept.body()));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(200, 400));
        assertThat(new Color(picture.getRGB(100, 20)).getGreen()).as("red above").isLessThan(60);
        assertThat(new Color(picture.getRGB(100, 380)).getGreen()).as("white below").isGreaterThan(200);
        assertThat(kept.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment").contains("%E6%8E%88%E6%9D%83%E4%B9%A6");
        assertThat(kept.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(kept.headers().firstValue("Content-Type")).contains("image/jpeg");
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(shouwang.county().download(files + "/" + added.get("id") + "?thumbnail").body()));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(160, 320));
        var item = shouwang.county().get(files).body().path("items").path(0);
        assertThat(item.path("kind").asText()).isEqualTo(AUTHORISATION);
        assertThat(item.path("name").asText()).isEqualTo("授权书 照片.jpg");
        assertThat(item.path("type").asText()).isEqualTo("image/jpeg");
        assertThat(item.path("size").asInt()).isEqualTo(kept.body().length);
        assertThat(item.path("sha256").asText()).isEqualTo(Sha256.hex(kept.body()));
        assertThat(item.path("uploadedBy").asText()).isEqualTo("village" + Shouwang.VILLAGE);
        assertThat(item.path("uploadedAt").asText()).startsWith("2026-03-02");
        assertThat(item.path("takenOut").asBoolean()).isFalse();
    }

    @Test
    void aPngPictureIsKeptUprightToo() throws IOException {
        String files = files(newCase());

        Answer added = add(shouwang.village(), files, "a.png", SampleFiles.pngOnItsSide(400, 200), AUTHORISATION);

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(shouwang.village().download(files + "/" + added.get("id")).body()));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(200, 400));
        assertThat(new Color(picture.getRGB(100, 20)).getGreen()).as("red above").isLessThan(60);
    }

    @Test
    void everyTypeThatIsTakenComesBackAndTheNameDoesNotCount() {
        String files = files(newCase());
        Map<String, byte[]> given = Map.of("a.png", SampleFiles.image(30, 20, "png"), "b.exe", SampleFiles.pdf(""), "c.docx", SampleFiles.docx(),
                "d.zip", SampleFiles.xlsx(), "e.webp", SampleFiles.webp());

        given.forEach((name, file) -> assertThat(add(shouwang.village(), files, name, file, "其他材料").status()).as(name).isEqualTo(201));

        var items = shouwang.village().get(files).body().path("items");
        assertThat(items.findValuesAsText("name")).containsExactlyInAnyOrder("a.png", "b.pdf", "c.docx", "d.xlsx", "e.jpg");
        assertThat(items.findValuesAsText("type")).containsExactlyInAnyOrder("image/png", "application/pdf", "image/jpeg",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        items.forEach(item -> {
            byte[] kept = shouwang.village().download(files + "/" + item.path("id").asText()).body();
            assertThat(Sha256.hex(kept)).isEqualTo(item.path("sha256").asText());
            if (item.path("name").asText().matches("[bcd].*")) {
                assertThat(given.values()).as("as it was handed in").anyMatch(file -> Arrays.equals(file, kept));
            }
        });
    }

    @Test
    void aLargeFileOfManyPiecesIsEncryptedInTheDatabaseAndNewKeysDoNotTouchIt() {
        CaseFlow flow = newCase();
        byte[] file = SampleFiles.pdf("x".repeat(1_500_000));
        String id = add(shouwang.village(), files(flow), "大.pdf", file, "其他材料").get("id");

        assertThat(database.sql("select count(*) from shouwang.attachment_chunk where attachment_id = ?::bigint").param(id).query(Long.class).single())
                .isEqualTo((file.length + 262143) / 262144);
        assertThat(database.sql("select count(*) from shouwang.attachment_chunk where attachment_id = ?::bigint and position(?::bytea in content) > 0")
                .params(id, "xxxxxxxx".getBytes(StandardCharsets.UTF_8)).query(Long.class).single()).isZero();
        assertThat(database.sql("select key_cipher from shouwang.attachment where id = ?::bigint").param(id).query(String.class).single())
                .startsWith("aes-gcm-row:");
        assertThat(shouwang.county().download(files(flow) + "/" + id).body()).isEqualTo(file);

        database.sql("update shouwang.attachment_chunk set position = -position - 1 where attachment_id = ?::bigint and position in (1, 2)").param(id).update();
        database.sql("update shouwang.attachment_chunk set position = case position when -2 then 2 when -3 then 1 else position end where attachment_id = ?::bigint")
                .param(id).update();
        assertThat(catchThrowable(() -> shouwang.county().download(files(flow) + "/" + id)))
                .as("pieces that changed their places").isNotNull();
    }

    @Test
    void aFileIsTakenOutWithAReasonAndStaysOnRecord() {
        String files = files(newCase());
        String id = add(shouwang.village(), files, "a.png", SampleFiles.image(9, 9, "png"), AUTHORISATION).get("id");

        assertThat(shouwang.village().send("DELETE", files + "/" + id, null, Map.of()).messageOf("reason")).contains("必填");
        assertThat(shouwang.township().send("DELETE", files + "/" + id + "?reason=x", null, Map.of()).status()).isEqualTo(403);
        Answer taken = shouwang.village().send("DELETE", files + "/" + id, "{\"reason\":\"传错了户\"}", Map.of("Content-Type", "application/json"));

        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        assertThat(taken.body().path("takenOut").asBoolean()).isTrue();
        var item = shouwang.township().get(files).body().path("items").path(0);
        assertThat(item.path("takenOutReason").asText()).isEqualTo("传错了户");
        assertThat(item.path("takenOutBy").asText()).isEqualTo("village" + Shouwang.VILLAGE);
        assertThat(shouwang.township().get(files + "/" + id).status()).isEqualTo(404);
        assertThat(shouwang.township().get(files + "/" + id + "/thumbnail").status()).isEqualTo(404);
        assertThat(shouwang.county().download(files + "/" + id).statusCode()).isEqualTo(200);
        assertThat(shouwang.county().send("DELETE", files + "/" + id + "?reason=x", null, Map.of()).status()).isEqualTo(409);
    }

    @Test
    void aRequestThatIsSentAgainWithItsKeyAddsNothing() {
        String files = files(newCase());
        byte[] file = SampleFiles.image(9, 9, "png");
        Map<String, String> kind = Map.of("kind", AUTHORISATION);
        Map<String, String> key = Map.of("Idempotency-Key", "file-1-" + files);

        Answer first = shouwang.village().upload(files, "a.png", file, kind, key);
        Answer again = shouwang.village().upload(files, "a.png", file, kind, key);
        Answer other = shouwang.village().upload(files, "a.png", SampleFiles.image(8, 9, "png"), kind, key);

        assertThat(List.of(first.status(), again.status(), other.status())).isEqualTo(List.of(201, 200, 422));
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(shouwang.village().get(files).body().path("items")).hasSize(1);
    }

    @Test
    void othersSeeNothingAndBanksAndPartnersOnlyTheKindsThatAreForThem() {
        CaseFlow flow = newCase();
        String files = files(flow);
        String id = add(shouwang.village(), files, "a.png", SampleFiles.image(9, 9, "png"), "诊断证明").get("id");

        for (String other : List.of("village411081102201", "county411024", "bank411081", "dept411081yibao", "partner411082")) {
            assertThat(shouwang.as(other).get(files).status()).as(other).isEqualTo(404);
            assertThat(shouwang.as(other).get(files + "/" + id).status()).as(other).isEqualTo(404);
            assertThat(add(shouwang.as(other), files, "a.png", SampleFiles.image(9, 9, "png"), "诊断证明").status()).as(other).isEqualTo(404);
            assertThat(shouwang.as(other).send("DELETE", files + "/" + id + "?reason=x", null, Map.of()).status()).as(other).isEqualTo(404);
        }
        assertThat(shouwang.village().get(files(newCase()) + "/" + id).status()).as("by the address of another case").isEqualTo(404);

        assertThat(shouwang.partner().get(files).body().path("items")).isEmpty();
        assertThat(shouwang.partner().get(files + "/" + id).status()).isEqualTo(404);
        assertThat(add(shouwang.partner(), files, "a.png", SampleFiles.image(9, 9, "png"), "诊断证明").status()).isEqualTo(403);
        assertThat(add(shouwang.partner(), files, "a.png", SampleFiles.image(9, 9, "png"), "预警材料").status()).isEqualTo(201);
        assertThat(shouwang.partner().get(files).body().path("items").findValuesAsText("kind")).containsExactly("预警材料");
        assertThat(shouwang.village().get(files).body().path("items").findValuesAsText("kind")).containsExactly("预警材料", "诊断证明");
        assertThat(add(shouwang.as("city411000"), files, "a.png", SampleFiles.image(9, 9, "png"), "诊断证明").status()).isEqualTo(403);
    }

    @Test
    void theBankOfALoanSeesTheContractAndNotTheHouseholdsRegister() {
        String household = shouwang.newCase(LoanFlow.ofAge(clock), TODAY).untilApproval(clock).approved().view().get("householdNo");
        String files = "/api/cases/" + LoanFlow.applied(shouwang, household, 10000).loanNo() + "/files";
        assertThat(add(shouwang.village(), files, "a.png", SampleFiles.image(9, 9, "png"), "户口簿和身份证").status()).isEqualTo(201);
        assertThat(add(shouwang.as("bank411081"), files, "借款合同.pdf", SampleFiles.pdf(""), "借款合同").status()).isEqualTo(201);

        assertThat(shouwang.as("bank411081").get(files).body().path("items").findValuesAsText("kind")).containsExactly("借款合同");
        assertThat(shouwang.as("bank411024").get(files).status()).isEqualTo(404);
        assertThat(shouwang.village().get(files).body().path("items")).hasSize(2);
    }

    @Test
    void noticesVisitsAndProblemsHaveFilesTooAndALineSeesItsOwn() {
        CaseFlow flow = newCase().untilNotice(clock);
        byte[] picture = SampleFiles.image(9, 9, "png");
        assertThat(add(shouwang.village(), "/api/notices/" + flow.noticeNo() + "/files", "a.png", picture, "公示照片").status()).isEqualTo(201);
        assertThat(shouwang.county().get(files(flow)).body().path("items").findValuesAsText("kind")).as("with the case").containsExactly("公示照片");
        assertThat(shouwang.as("village411081102201").get("/api/notices/" + flow.noticeNo() + "/files").status()).isEqualTo(404);

        String household = newCase().untilApproval(clock).approved().view().get("householdNo");
        String visits = "/api/households/" + household + "/visits";
        String visit = visits + "/" + shouwang.village().post(visits, Map.of("visitedOn", TODAY, "visitedBy", "包村干部", "found", "病情稳定")).get("visitId") + "/files";
        assertThat(add(shouwang.village(), visit, "a.png", picture, "入户照片").status()).isEqualTo(201);
        assertThat(shouwang.township().get(visit).body().path("items")).hasSize(1);
        assertThat(shouwang.as("county411024").get(visit).status()).isEqualTo(404);
        assertThat(shouwang.township().get(visits + "/0/files").status()).isEqualTo(404);

        String problem = "/api/problems/" + shouwang.as("city411000").post("/api/problems", Map.of("round", "2062", "aspect", "政策落实", "title", "健康帮扶",
                "description", "未办卡", "dueOn", "2026-04-20", "departments", List.of("yibao", "minzheng"), "county", Shouwang.COUNTY)).get("problemNo") + "/files";
        assertThat(add(shouwang.as("dept411081yibao"), problem, "a.png", picture, "整改佐证").status()).isEqualTo(201);
        assertThat(add(shouwang.county(), problem, "a.png", picture, "会议记录").status()).isEqualTo(201);
        assertThat(shouwang.as("dept411081minzheng").get(problem).body().path("items").findValuesAsText("kind")).containsExactly("会议记录");
        assertThat(shouwang.as("dept411081yibao").get(problem).body().path("items")).hasSize(2);
        assertThat(shouwang.as("county411024").get(problem).status()).isEqualTo(404);
        assertThat(shouwang.partner().get(problem).status()).isEqualTo(404);
    }

    @Test
    void openingAddingAndTakingOutAreOnRecordWithoutTheName() {
        CaseFlow flow = newCase();
        String id = add(shouwang.village(), files(flow), "周某诊断.png", SampleFiles.image(9, 9, "png"), "诊断证明").get("id");
        shouwang.county().download(files(flow) + "/" + id);
        shouwang.county().send("DELETE", files(flow) + "/" + id + "?reason=x", null, Map.of());

        var acts = shouwang.as("admin").get("/api/acts?subject=" + flow.caseNo()).body().path("items");

        assertThat(acts.findValuesAsText("kind")).startsWith("FILE_TAKEN_OUT", "FILE_OPENED", "FILE_ADDED");
        assertThat(acts.toString()).doesNotContain("周某");
    }
}
