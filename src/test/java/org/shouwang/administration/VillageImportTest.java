package org.shouwang.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.shouwang.region.Regions;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks that the list of villages is imported whole or not at all, from tables as people make them. */
class VillageImportTest extends IntegrationTest {

    private static final Map<String, String> CSV = Map.of("Content-Type", "text/csv");

    @Autowired
    private Regions regions;
    @Autowired
    private IdentityService identityService;

    @Test
    void addsVillagesWithTheirGroupsAndCorrectsNames() {
        assertThat(load("\uFEFFcode,name\n411081118801,甲村\n411081119801,\"乙,村\"\n").body().path("imported").asInt()).isEqualTo(2);
        assertThat(load("code,name\n411081118801,甲新村\n").body().path("imported").asInt()).isEqualTo(1);

        assertThat(regions.findVillage("411081118801").orElseThrow().name()).isEqualTo("甲新村");
        assertThat(regions.findVillage("411081119801").orElseThrow().townshipCode()).isEqualTo("411081119");
        assertThat(identityService.createGroupQuery().groupId("village411081119801").count()).isOne();
    }

    @Test
    void namesEveryWrongRowAndStoresNothing() {
        Answer answer = load("""
                code,name
                411081118802,丙村
                411081118802,又是丙村
                41108110180,少一位
                411999101801,没有这个乡镇
                411081118803,
                411081118804,%s
                411081118805,12
                411081118808,新?村
                411081118809,新\ue000村
                """.formatted("长".repeat(51)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly("line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10");
        assertThat(answer.body().at("/errors/0")).hasToString("{\"field\":\"line 3\",\"label\":\"第3行“code”\",\"message\":\"与第2行重复\","
                + "\"row\":3,\"column\":\"code\"}");
        assertThat(regions.findVillage("411081118802")).isEmpty();
    }

    @Test
    void ofVeryManyErrorsTheFirstFiftyAreNamedAndTheOthersCounted() {
        String rows = IntStream.range(0, 130).mapToObj(i -> "4119991018" + i + ",没有这个乡镇\n").collect(Collectors.joining());

        Answer answer = load("code,name\n" + rows);

        assertThat(answer.body().path("errors")).hasSize(50);
        assertThat(answer.body().path("moreErrors").asInt()).isEqualTo(80);
        assertThat(answer.get("detail")).endsWith("；另有 80 处");
    }

    @Test
    void aTableAsADepartmentKeepsItIsRead() {
        byte[] file = ("许昌市村名单,,\n序号,行政村代码,行政村名称\n1,'411081118805, 丁 村\n2,411081118807,戊村\n合计,2,\n").getBytes(Charset.forName("GB18030"));

        Answer answer = shouwang.as("admin").upload("/api/regions/villages", "村名单.csv", file, Map.of());

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.body().path("imported").asInt()).isEqualTo(2);
        assertThat(answer.body().path("leftOut")).extracting(each -> each.path("why").asText())
                .containsExactlyInAnyOrder("不是这张表用到的列，没有导入", "是表头上面的标题或说明", "是合计行");
        assertThat(regions.findVillage("411081118805").orElseThrow().name()).isEqualTo("丁村");
    }

    @Test
    void refusesAFileWithoutTheNeededColumns() {
        assertThat(load("").wrongFields()).containsExactly("file");
        assertThat(load("甲,乙\n411081118805,丁村\n").get("detail")).contains("没有找到表头", "村代码", "另存为 xlsx").doesNotContain("code");
        assertThat(load("code,其他\n411081118805,丁村\n").wrongFields()).containsExactly("name");
        Answer both = load("村代码,其他\n12,丁村\n");
        assertThat(both.wrongFields()).as("the column and the row at once").containsExactly("name", "line 2");
        assertThat(both.get("detail")).contains("“村名”列缺失", "须为12位数字").doesNotContain("name");
    }

    @Test
    void isForTheAdministratorOnly() {
        assertThat(shouwang.county().send("POST", "/api/regions/villages", "code,name\n411081118806,己村\n", CSV).status()).isEqualTo(403);
        Answer taken = load("code,name\n411081118806,己村\n");
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.text()).isEqualTo("{\"imported\":1,\"leftOut\":[]}");
    }

    private Answer load(String csv) {
        return shouwang.as("admin").send("POST", "/api/regions/villages", csv, CSV);
    }
}
