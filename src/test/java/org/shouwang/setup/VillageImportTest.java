package org.shouwang.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.shouwang.region.Regions;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

class VillageImportTest extends IntegrationTest {

    @Autowired
    private VillageImport villages;
    @Autowired
    private Regions regions;
    @Autowired
    private IdentityService identityService;
    @LocalServerPort
    private int port;

    @Test
    void addsVillagesWithTheirGroupsAndCorrectsNames() {
        assertThat(villages.load(utf8("\uFEFFcode,name\n411081118801,甲村\n411081119801,\"乙,村\"\n"))).isEqualTo(2);
        assertThat(villages.load(utf8("code,name\n411081118801,甲新村\n"))).isEqualTo(1);

        assertThat(regions.findVillage("411081118801").orElseThrow().name()).isEqualTo("甲新村");
        assertThat(regions.findVillage("411081119801").orElseThrow().townshipCode()).isEqualTo("411081119");
        assertThat(identityService.createGroupQuery().groupId("village411081119801").count()).isOne();
    }

    @Test
    void namesEveryWrongLineAndStoresNothing() {
        List<FieldError> errors = errorsOf(utf8("""
                code,name
                411081118802,丙村
                411081118802,又是丙村
                41108110180,少一位
                411999101801,没有这个乡镇
                411081118803,
                411081118804,%s
                """.formatted("长".repeat(51))));

        assertThat(errors).extracting(FieldError::field).containsExactly("line 3", "line 4", "line 5", "line 6", "line 7");
        assertThat(regions.findVillage("411081118802")).isEmpty();
    }

    @Test
    void refusesAFileThatIsNotMeant() {
        assertThat(errorsOf(new byte[0])).extracting(FieldError::field).containsExactly("file");
        assertThat(errorsOf(utf8("村代码,村名\n411081118805,丁村\n"))).extracting(FieldError::message)
                .containsExactly("的第一行应为 code,name");
        assertThat(errorsOf("code,name\n411081118805,丁村\n".getBytes(Charset.forName("GBK")))).extracting(FieldError::message)
                .first().asString().contains("UTF-8");
    }

    @Test
    void isForTheAdministratorOnly() throws IOException, InterruptedException {
        assertThat(post("county" + Shouwang.COUNTY, "code,name\n411081118806,戊村\n").statusCode()).isEqualTo(403);
        HttpResponse<String> taken = post("admin", "code,name\n411081118806,戊村\n");
        assertThat(taken.statusCode()).isEqualTo(201);
        assertThat(taken.body()).isEqualTo("{\"imported\":1}");
    }

    private List<FieldError> errorsOf(byte[] csv) {
        return catchThrowableOfType(InvalidInputException.class, () -> villages.load(csv)).errors();
    }

    private HttpResponse<String> post(String user, String csv) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/regions/villages"))
                .header("Content-Type", "text/csv")
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(utf8(user + ":" + Shouwang.PASSWORD)))
                .POST(HttpRequest.BodyPublishers.ofString(csv)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
