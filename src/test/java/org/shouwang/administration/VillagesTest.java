package org.shouwang.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests that an administrator adds, renames and closes villages on pages, and that what hangs on a village keeps it open. */
class VillagesTest extends IntegrationTest {

    @LocalServerPort
    private int port;

    private BrowserSession admin;

    @BeforeEach
    void anAdministratorHasSignedIn() {
        admin = new BrowserSession(port);
        admin.signIn("admin", Shouwang.PASSWORD);
        admin.get("/administration");
    }

    @Test
    void aVillageIsAddedWithItsPostRenamedClosedAndOpenedAgain() {
        assertThat(admin.post("/villages/new", Map.of("code", "411081118811", "name", "新立村")).status()).isEqualTo(302);
        assertThat(admin.post("/villages/new", Map.of("code", "411081118811", "name", "又一个")).status()).isEqualTo(409);
        assertThat(admin.get("/accounts/posts?place=411081118811").text()).contains("禹州市苌庄镇新立村村级经办", "无人");

        admin.post("/villages/411081118811/name", Map.of("name", "新立社区"));
        admin.post("/villages/411081118811/close", Map.of());

        assertThat(admin.get("/villages?name=新立社区&state=closed").text()).contains("禹州市苌庄镇新立社区", "共 1 个村", "已停用");
        assertThat(choices()).doesNotContain("新立社区");
        assertThat(clue("411081118811").get("detail")).contains("已停用，不再登记新的线索");
        assertThat(shouwang.as("admin").get("/api/acts?kind=REGION&subject=411081118811").text()).contains("改名：新立村 → 新立社区", "停用");
        assertThat(admin.post("/villages/411081118811/reopen", Map.of()).status()).isEqualTo(302);
        assertThat(choices()).contains("新立社区");
    }

    @Test
    void aVillageWithAnOpenCaseStaysOpen() {
        shouwang.newCase(TestPeople.somebody(), TODAY);

        BrowserSession.Page refused = admin.post("/villages/" + Shouwang.VILLAGE + "/close", Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("件案件没有办结，办结以后再停用");
    }

    @Test
    void wrongFieldsAreNamed() {
        assertThat(admin.post("/villages/new", Map.of("code", "12", "name", "12")).text()).contains("须为12位数字", "须为村的名称");
        assertThat(admin.post("/villages/" + Shouwang.VILLAGE + "/name", Map.of("name", "")).status()).isEqualTo(400);
    }

    @Test
    void aListIsPreviewedBeforeItIsImported() {
        byte[] file = "村代码,村名\n411081118812,预览村\n".getBytes(StandardCharsets.UTF_8);

        Answer preview = upload(file, Map.of());

        assertThat(preview.text()).contains("增加 1 个村，改名 0 个，无变化 0 个", "预览村");
        assertThat(admin.get("/villages?name=预览村").text()).contains("没有找到村");
        Matcher digest = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"").matcher(preview.text());
        assertThat(digest.find()).isTrue();
        assertThat(upload(file, Map.of("confirm", "true", "digest", digest.group(1))).text()).contains("已导入：增加 1 个村");
        assertThat(admin.get("/villages?name=预览村").text()).contains("411081118812");
        assertThat(upload("村代码,村名\n1,甲\n".getBytes(StandardCharsets.UTF_8), Map.of()).text()).contains("须为12位数字");
    }

    private Answer upload(byte[] file, Map<String, String> fields) {
        return shouwang.as("admin").upload("/villages/import", "村.csv", file, fields);
    }

    private String choices() {
        return shouwang.as("admin").get("/api/regions?parent=411081118").text();
    }

    private Answer clue(String village) {
        TestPeople.Person head = TestPeople.somebody();
        return shouwang.county().post("/api/clues", Map.of("source", "DEPARTMENT_WARNING", "foundOn", TODAY, "villageCode", village,
                "headName", head.name(), "headIdNumber", head.idNumber(), "riskDescription", "户主患重病"));
    }
}
