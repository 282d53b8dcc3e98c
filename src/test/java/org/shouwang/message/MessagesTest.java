package org.shouwang.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks that messages reach the holders of a post, and nobody else. */
class MessagesTest extends IntegrationTest {

    private static final String GROUP = "township411081103";

    @Autowired
    private Messages messages;

    private Shouwang.Session neighbour() {
        return shouwang.as("township411081104");
    }

    private Shouwang.Session reader() {
        return shouwang.as(GROUP);
    }

    @Test
    void onlyTheHoldersOfAPostSeeItsMessage() {
        String title = send();

        Answer box = reader().get("/api/messages?limit=1");

        assertThat(titles(box)).containsExactly(title);
        assertThat(box.body().at("/items/0/kind").asText()).isEqualTo("WARNING");
        assertThat(box.body().at("/items/0/caseNo").asText()).isEqualTo("JC-411081-2026-000001");
        assertThat(box.body().at("/items/0/createdAt").asText()).startsWith("2026-03-02T01:00");
        assertThat(box.body().at("/items/0/readAt").isNull()).isTrue();
        for (String user : List.of("township411081104", "village411081103201", "county411081", "city411000", "admin", "partner")) {
            assertThat(titles(shouwang.as(user).get("/api/messages?limit=200"))).as(user).doesNotContain(title);
        }
    }

    @Test
    void aMessageIsReadOnceAndNoLongerAmongTheUnread() {
        String title = send();
        String id = newestId();

        assertThat(reader().post("/api/messages/" + id + "/read", "").status()).isEqualTo(204);
        clock.advanceDays(1);
        assertThat(reader().post("/api/messages/" + id + "/read", "").status()).isEqualTo(204);

        assertThat(titles(reader().get("/api/messages?unread=true"))).doesNotContain(title);
        assertThat(reader().get("/api/messages?limit=1").body().at("/items/0/readAt").asText()).as("the first time counts")
                .startsWith("2026-03-02T01:00");
        assertThat(database.sql("select user_id from shouwang.message_read where message_id = ?").param(Long.valueOf(id))
                .query(String.class).list()).containsExactly(GROUP);
    }

    @Test
    void aMessageToAnotherPostIsNotFound() {
        send();
        String id = newestId();

        assertThat(neighbour().post("/api/messages/" + id + "/read", "").status()).isEqualTo(404);
        assertThat(reader().post("/api/messages/999999999/read", "").status()).isEqualTo(404);
        assertThat(reader().get("/api/messages?limit=1").body().at("/items/0/readAt").isNull()).isTrue();
    }

    @Test
    void aFullBoxComesInPagesNewestFirstEvenIfMoreArrives() {
        String oldest = send();
        String middle = send();
        String newest = send();

        Answer first = reader().get("/api/messages?limit=2");
        send();
        Answer second = reader().get("/api/messages?limit=2&cursor=" + first.get("nextCursor"));

        assertThat(titles(first)).containsExactly(newest, middle);
        assertThat(titles(second)).startsWith(oldest);
    }

    @Test
    void thePageShowsMessagesAndEveryHeaderCountsTheUnread() {
        Shouwang.Session village = shouwang.as("village411081105201");
        assertThat(page(village, "/messages")).contains("还没有消息").doesNotContain("条未读");
        messages.send("village411081105201", Message.Kind.URGED, "催办 甲", "请尽快入户核实。", "JC-411081-2026-000001");
        messages.send("village411081105201", Message.Kind.OVERDUE, "超期 乙", "请尽快入户核实。", null);

        assertThat(unreadInHeader(village)).isEqualTo("2");
        assertThat(page(village, "/messages")).contains("催办 甲", "超期 乙", "/cases/JC-411081-2026-000001", "2026-03-02 09:00", "标为已读");

        String id = village.get("/api/messages?limit=1").body().at("/items/0/id").asText();
        assertThat(village.postForm("/messages/" + id + "/read", "unread=true").status()).isEqualTo(302);
        assertThat(unreadInHeader(village)).isEqualTo("1");
        assertThat(page(village, "/messages?unread=true")).contains("催办 甲").doesNotContain("超期 乙");
        assertThat(page(village, "/messages")).contains("您已读于 2026-03-02 09:00");
    }

    @Test
    void markingAllAsReadLeavesMessagesThatCameMeanwhile() {
        Shouwang.Session village = shouwang.as("village411081105202");
        for (int i = 0; i < 3; i++) {
            messages.send("village411081105202", Message.Kind.WARNING, "即将到期", "请尽快办理。", null);
        }
        String newestShown = village.get("/api/messages?limit=1").body().at("/items/0/id").asText();
        messages.send("village411081105202", Message.Kind.WARNING, "后来的", "请尽快办理。", null);

        village.postForm("/messages/read", "upTo=" + newestShown);

        assertThat(titles(village.get("/api/messages?unread=true"))).containsExactly("后来的");
    }

    @Test
    void messagesToAPostOnADayAboutAStepAreShownAsOne() {
        Shouwang.Session village = shouwang.as("village411081106202");
        for (int i = 1; i <= 16; i++) {
            messages.send("village411081106202", Message.Kind.WARNING, "整改方案备案", "即将到期：WT-2026-00" + i, "禹州市医保局“健康帮扶" + i
                    + "”：还剩 2 天。", "WT-411081-2026-00" + i);
        }
        messages.send("village411081106202", Message.Kind.WARNING, "问题整改", "即将到期：另一环节", "还剩 3 天。", null);
        messages.send("village411081106202", Message.Kind.OVERDUE, "整改方案备案", "已超期：另一类", "已超期。", null);

        Answer box = village.get("/api/messages");

        assertThat(titles(box)).containsExactly("已超期：另一类", "即将到期：另一环节", "即将到期：整改方案备案 16 件");
        JsonNode bundle = box.body().at("/items/2");
        assertThat(bundle.path("parts")).hasSize(16);
        assertThat(bundle.path("text").asText()).contains("禹州市医保局“健康帮扶1”", "禹州市医保局“健康帮扶16”");
        assertThat(bundle.path("caseNo").isNull()).isTrue();
        assertThat(box.body().at("/items/0/parts")).isEmpty();
        assertThat(unreadInHeader(village)).isEqualTo("3");
        assertThat(page(village, "/messages")).contains("整改方案备案 16 件", "/problems/WT-411081-2026-0016", "健康帮扶7");
    }

    @Test
    void equalLinesAreOneAndThoseOfSeveralCasesNameTheirCase() {
        Shouwang.Session village = shouwang.as("village411081107201");
        for (String caseNo : List.of("WT-411081-2026-000901", "WT-411081-2026-000901", "WT-411081-2026-000902")) {
            messages.send("village411081107201", Message.Kind.WARNING, "问题整改", "即将到期：问题“宣传不到位”的整改", "顺店镇：请尽快办理。", caseNo);
        }

        JsonNode bundle = village.get("/api/messages").body().at("/items/0");

        assertThat(bundle.path("title").asText()).isEqualTo("即将到期：问题整改 3 件");
        assertThat(bundle.path("parts").findValuesAsText("title")).containsExactly(
                "即将到期：问题“宣传不到位”的整改（WT-411081-2026-000902）", "即将到期：问题“宣传不到位”的整改（WT-411081-2026-000901）（2 项）");
    }

    @Test
    void aLaterMessageAboutASubjectReplacesTheEarlierOne() {
        Shouwang.Session village = shouwang.as("village411081107202");
        Messages.Topic loan = new Messages.Topic("贷款还款", "loan XD-1");
        messages.send("village411081107202", Message.Kind.WARNING, loan, "贷款即将到期：XD-1", "到期日为 2026-03-02（含当日）。", null);
        messages.send("village411081107202", Message.Kind.WARNING, new Messages.Topic("贷款还款", "loan XD-2"), "贷款即将到期：XD-2",
                "到期日为 2026-03-02（含当日）。", null);
        clock.advanceDays(1);

        messages.send("village411081107202", Message.Kind.LOAN_OVERDUE, loan, "贷款逾期：XD-1", "到期日为 2026-03-02。", null);

        assertThat(titles(village.get("/api/messages"))).containsExactly("贷款逾期：XD-1", "贷款即将到期：XD-2");
        assertThat(unreadInHeader(village)).isEqualTo("2");
    }

    @Test
    void readingOneOfSeveralReadsAllAndLaterOnesAreUnread() {
        Shouwang.Session village = shouwang.as("village411081106203");
        for (int i = 0; i < 3; i++) {
            messages.send("village411081106203", Message.Kind.WARNING, "识别认定", "即将到期 " + i, "顺店东村。", "JC-411081-2026-00000" + i);
        }
        String id = village.get("/api/messages").body().at("/items/0/id").asText();

        assertThat(village.post("/api/messages/" + id + "/read", "").status()).isEqualTo(204);
        assertThat(titles(village.get("/api/messages?unread=true"))).isEmpty();
        assertThat(unreadInHeader(village)).isEmpty();
        assertThat(village.get("/api/messages").body().at("/items/0/readAt").asText()).startsWith("2026-03-02T01:00");

        messages.send("village411081106203", Message.Kind.WARNING, "识别认定", "即将到期 又一件", "顺店东村。", null);
        assertThat(titles(village.get("/api/messages"))).containsExactly("即将到期：识别认定 4 件");
        assertThat(titles(village.get("/api/messages?unread=true"))).containsExactly("即将到期 又一件");
        clock.advanceDays(1);
        messages.send("village411081106203", Message.Kind.WARNING, "识别认定", "第二天", "顺店东村。", null);
        assertThat(titles(village.get("/api/messages"))).as("another day").containsExactly("第二天", "即将到期：识别认定 4 件");
    }

    @Test
    void moreThan99UnreadMessagesAreShownAs99Plus() {
        for (int i = 0; i < 101; i++) {
            messages.send("village411081105203", Message.Kind.WARNING, "即将到期", "请尽快办理。", null);
        }

        assertThat(unreadInHeader(shouwang.as("village411081105203"))).isEqualTo("99+");
        assertThat(page(shouwang.as("village411081105203"), "/messages")).contains("下一页");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=many", "cursor=x", "unread=perhaps"})
    void aWrongCursorOrLimitIsRefused(String question) {
        assertThat(reader().get("/api/messages?" + question).status()).isEqualTo(400);
    }

    private String send() {
        String title = "案件即将到期 " + UUID.randomUUID();
        messages.send(GROUP, Message.Kind.WARNING, title, "识别认定还有3日到期，请尽快办理。", "JC-411081-2026-000001");
        return title;
    }

    private String newestId() {
        return reader().get("/api/messages?limit=1").body().at("/items/0/id").asText();
    }

    private static String page(Shouwang.Session user, String path) {
        Answer page = user.send("GET", path, null, Map.of("Accept", "text/html"));
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }

    private static String unreadInHeader(Shouwang.Session user) {
        Matcher badge = Pattern.compile("<span>([0-9+]+)</span><span class=\"unseen\">条未读").matcher(page(user, "/home"));
        return badge.find() ? badge.group(1) : "";
    }

    private static List<String> titles(Answer answer) {
        return StreamSupport.stream(answer.body().path("items").spliterator(), false)
                .map(item -> item.path("title").asText()).toList();
    }
}
