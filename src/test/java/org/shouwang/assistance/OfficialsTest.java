package org.shouwang.assistance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the register of people who may be made responsible (AS-2). */
class OfficialsTest extends IntegrationTest {

    @Test
    void whatIsEnteredIsThereAndEveryChangeIsKept() {
        Map<String, Object> entry = entry();
        Answer added = shouwang.township().post("/api/officials", entry);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.body().path("active").asBoolean()).isTrue();

        entry.put("post", "顺店镇政府副镇长");
        entry.put("active", false);
        assertThat(put(shouwang.county(), added.get("id"), entry).status()).isEqualTo(200);

        Answer shown = shouwang.village().get("/api/officials/" + added.get("id"));
        assertThat(shown.body().path("official").path("active").asBoolean()).isFalse();
        assertThat(shown.body().path("history").findValuesAsText("post")).containsExactly("顺店镇政府科员", "顺店镇政府副镇长");
        assertThat(shown.body().path("history").findValuesAsText("recordedBy")).containsExactly("township411081101", "county411081");
    }

    @ParameterizedTest
    @CsvSource({"name,", "name,周?", "name,周\ue001", "name,周\u3164", "name,null", "post,", "publicOfficial,", "regionCode,", "regionCode,411081101201", "regionCode,999999", "regionCode,411000"})
    void whatIsMissingOrWrongIsNamedAndNothingIsEntered(String field, String value) {
        Map<String, Object> entry = entry();
        String name = (String) entry.get("name");
        entry.put(field, value);

        Answer answer = shouwang.township().post("/api/officials", entry);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("field")).containsExactly(field);
        assertThat(shouwang.township().get("/api/officials?limit=200").text()).doesNotContain(name);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(shouwang.township().post("/api/officials", Map.of()).body().path("errors").findValuesAsText("field"))
                .containsExactly("name", "post", "publicOfficial", "regionCode");
        assertThat(shouwang.township().post("/api/officials", Map.of("publicOfficial", "yes")).status()).isEqualTo(400);
        assertThat(shouwang.township().post("/api/officials", Map.of("unknown", 1)).status()).isEqualTo(400);
    }

    @Test
    void aNameIsKeptInTheFormInWhichItIsFound() {
        Map<String, Object> entry = entry();
        String name = entry.get("name") + "·古丽";
        entry.put("name", " " + entry.get("name") + "•古 丽");

        Answer added = shouwang.township().post("/api/officials", entry);

        assertThat(added.get("name")).as(added.text()).isEqualTo(name);
    }

    @Test
    void theSamePersonTwiceIsRefused() {
        Map<String, Object> entry = entry();
        shouwang.township().post("/api/officials", entry);

        Answer again = shouwang.township().post("/api/officials", entry);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text()).contains("已经登记过");
    }

    @Test
    void townshipAndCountyEnterTheirOwnPeopleOnly() {
        Map<String, Object> elsewhere = entry();
        elsewhere.put("regionCode", "411081102");
        assertThat(shouwang.township().post("/api/officials", elsewhere).status()).isEqualTo(403);
        assertThat(shouwang.county().post("/api/officials", elsewhere).status()).isEqualTo(201);
        Map<String, Object> countys = entry();
        countys.put("regionCode", Shouwang.COUNTY);
        assertThat(shouwang.township().post("/api/officials", countys).status()).isEqualTo(403);
        String id = shouwang.county().post("/api/officials", countys).get("id");
        assertThat(put(shouwang.township(), id, countys).status()).isEqualTo(403);
        assertThat(shouwang.as("county411024").get("/api/officials/" + id).status()).isEqualTo(404);
        assertThat(shouwang.as("county411024").get("/api/officials?region=411081&limit=200").body().path("items")).isEmpty();
    }

    @Test
    void theListIsPagedAndFiltered() {
        for (int i = 0; i < 3; i++) {
            PlanFlow.newOfficial(shouwang, true);
        }
        Answer first = shouwang.township().get("/api/officials?limit=2&active=true");
        assertThat(first.body().path("items")).hasSize(2);
        Answer second = shouwang.township().get("/api/officials?limit=2&active=true&cursor=" + first.get("nextCursor"));
        assertThat(second.body().path("items").path(0).path("id").asLong())
                .isLessThan(first.body().path("items").path(1).path("id").asLong());
        for (String wrong : new String[] {"limit=0", "limit=201", "cursor=x", "region=1", "active=maybe"}) {
            assertThat(shouwang.township().get("/api/officials?" + wrong).status()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void thePagesSayWhatIsWrongKeepWhatWasTypedAndFindPeople() {
        String name = TestPeople.somebody().name();
        Answer wrong = shouwang.township().postForm("/officials/new", Map.of("name", name, "regionCode", Shouwang.TOWNSHIP));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("单位职务", "为必填项", "value=\"" + name + "\"");

        Answer right = shouwang.township().postForm("/officials/new", Map.of("name", name, "post", "财政所科员",
                "publicOfficial", "true", "regionCode", Shouwang.TOWNSHIP));
        assertThat(right.status()).as(right.text()).isEqualTo(302);
        assertThat(shouwang.township().postForm("/officials", Map.of("q", name)).text()).contains(name, "财政所科员");
        assertThat(shouwang.township().postForm("/officials", Map.of("q", "没有这个人")).text()).contains("没有找到");
        assertThat(shouwang.village().get("/officials").text()).doesNotContain("/officials/new");
    }

    private static Map<String, Object> entry() {
        return new HashMap<>(Map.of("name", TestPeople.somebody().name(), "post", "顺店镇政府科员", "publicOfficial", true,
                "regionCode", Shouwang.TOWNSHIP));
    }

    private static Answer put(Shouwang.Session who, String id, Map<String, Object> entry) {
        return who.put("/api/officials/" + id, entry);
    }
}
