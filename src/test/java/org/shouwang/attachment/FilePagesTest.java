package org.shouwang.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.TestPeople;

/** Tests the pages of files without scripts: the list, the upload, and the page on which a file is looked at and taken out. */
class FilePagesTest extends IntegrationTest {

    private static final Map<String, String> PAGE = Map.of("Accept", "text/html");

    @Test
    void aFileIsUploadedLookedAtAndTakenOutWithAReason() {
        String files = "/cases/" + shouwang.newCase(TestPeople.somebody(), TODAY).caseNo() + "/files";
        byte[] picture = SampleFiles.image(40, 30, "png");
        assertThat(shouwang.village().send("GET", files, null, PAGE).text()).contains("还没有材料", "<html", "承诺授权书", "capture=\"environment\"", "其他材料")
                .doesNotContain("借款合同", "帮扶措施佐证");

        assertThat(shouwang.village().upload(files, "房子.png", picture, Map.of("kind", "房屋照片")).location()).endsWith(files);
        assertThat(shouwang.village().upload(files, "a.png", picture, Map.of()).text()).contains("材料种类：为必填项");
        Answer wrong = shouwang.village().upload(files, "a.gif", "GIF89a".getBytes(), Map.of("kind", "房屋照片"));
        assertThat(wrong.status()).isEqualTo(415);
        assertThat(wrong.text()).contains("a.gif：这种格式不能上传，请改存为 JPG");

        String id = shouwang.village().get("/api" + files).body().path("items").path(0).path("id").asText();
        assertThat(shouwang.village().send("GET", files + "/" + id, null, PAGE).text()).contains("房子.png", "撤下这份材料", "/api" + files + "/" + id);
        assertThat(shouwang.township().send("GET", files + "/" + id, null, PAGE).text()).contains("房子.png").doesNotContain("撤下这份材料");
        assertThat(shouwang.village().postForm(files + "/" + id + "/taking-out", Map.of("reason", " ")).text()).contains("撤下原因：为必填项");
        assertThat(shouwang.township().postForm(files + "/" + id + "/taking-out", Map.of("reason", "xx")).status()).isEqualTo(403);
        assertThat(shouwang.village().postForm(files + "/" + id + "/taking-out", Map.of("reason", "传错了户")).location()).endsWith(files);

        assertThat(shouwang.township().send("GET", files, null, PAGE).text()).contains("已撤下", "传错了户").doesNotContain("href=\"" + files + "/" + id);
        assertThat(shouwang.township().send("GET", files + "/" + id, null, PAGE).status()).isEqualTo(404);
        assertThat(shouwang.county().send("GET", files + "/" + id, null, PAGE).text()).contains("传错了户").doesNotContain("撤下这份材料");
    }

    @Test
    void theDescriptionOfTheApiNamesWhatTheAddressesTake() {
        var paths = shouwang.as("admin").get("/v3/api-docs").body().path("paths");

        assertThat(paths.path("/api/cases/{caseNo}/files/{id}").path("get").path("parameters").findValuesAsText("name"))
                .containsExactlyInAnyOrder("caseNo", "id", "thumbnail");
        assertThat(paths.path("/api/households/{householdNo}/visits/{visitId}/files").path("post").path("requestBody").path("content").toString())
                .contains("multipart/form-data", "FileRequest");
    }

    @Test
    void anotherPageGetsTheListAlone() {
        String files = "/cases/" + shouwang.newCase(TestPeople.somebody(), TODAY).caseNo() + "/files";

        String part = shouwang.village().send("GET", files, null, Map.of("Accept", "text/html", "HX-Request", "true")).text();

        assertThat(part).contains("data-files", "name=\"_once\"", "还没有材料").doesNotContain("<html", "主导航");
        assertThat(shouwang.as("city411000").send("GET", files, null, PAGE).text()).doesNotContain("data-upload");
        assertThat(shouwang.village().send("GET", files.replace("/files", ""), null, PAGE).text()).contains("hx-get=\"" + files + "\"");
    }
}
