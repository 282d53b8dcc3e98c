package org.shouwang.colleague;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.LoanFlow;
import org.shouwang.support.Shouwang;
import org.shouwang.support.TestPeople;

/** Tests the notes on a case, the copies of its end, and the phrases of a user. */
class NotesTest extends IntegrationTest {

    private static final String TOWNSHIP = "township" + Shouwang.TOWNSHIP;

    @Test
    void whoSeesTheCaseReadsAndWritesNotesAndThePostThatIsMentionedIsTold() {
        CaseFlow flow = newCase();

        Answer added = note(shouwang.village(), flow, "户主住院，下周回来", TOWNSHIP);

        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(shouwang.township().get(address(flow)).body().at("/items/0/text").asText()).isEqualTo("户主住院，下周回来");
        assertThat(shouwang.county().get(address(flow)).body().at("/items/0/mention").asText()).isEqualTo(TOWNSHIP);
        assertThat(shouwang.township().get("/api/messages").text()).contains("备注：" + flow.caseNo()).doesNotContain("户主住院");
        assertThat(database.sql("select text_cipher from shouwang.case_note where id = ?").param(Long.valueOf(added.get("id")))
                .query(String.class).single()).doesNotContain("户主");
        assertThat(note(shouwang.partner(), flow, "我方发起的", null).status()).as("the partner's own case").isEqualTo(201);
    }

    @Test
    void nobodyElseReadsOrWritesNotes() {
        CaseFlow flow = newCase();
        note(shouwang.village(), flow, "户主住院", null);

        for (String other : List.of("village411081102201", "county411024", "bank411081", "dept411081yibao", "partner411082")) {
            assertThat(shouwang.as(other).get(address(flow)).status()).as(other).isEqualTo(404);
            assertThat(note(shouwang.as(other), flow, "外人写的", null).status()).as(other).isEqualTo(404);
            assertThat(shouwang.as(other).send("GET", "/cases/" + flow.caseNo() + "/notes", null, Map.of("Accept", "text/html", "HX-Request", "true"))
                    .status()).as(other).isEqualTo(404);
        }
        assertThat(shouwang.village().get(address(flow)).body().path("items")).hasSize(1);
    }

    @Test
    void aBankAndAnotherSystemReadOnlyTheirOwnNotesAndThoseThatMentionThem() {
        String loan = LoanFlow.applied(shouwang, LoanFlow.household(shouwang, clock).householdNo(), 20000).loanNo();
        String notes = "/api/cases/" + loan + "/notes";
        shouwang.village().post(notes, Map.of("text", "只给乡里看"));
        shouwang.village().post(notes, Map.of("text", "请银行看", "mention", "bank411081"));
        shouwang.as("bank411081").post(notes, Map.of("text", "银行写的"));

        assertThat(shouwang.as("bank411081").get(notes).body().findValuesAsText("text")).containsExactly("银行写的", "请银行看");
        assertThat(page(shouwang.as("bank411081"), "/cases/" + loan + "/notes", Map.of())).contains("请银行看", "银行和业务系统只看到").doesNotContain("只给乡里看");
        assertThat(shouwang.village().get(notes).body().path("items")).hasSize(3);
        CaseFlow own = newCase();
        note(shouwang.village(), own, "只给乡里看", null);
        note(shouwang.partner(), own, "我方写的", null);
        assertThat(shouwang.partner().get(address(own)).body().findValuesAsText("text")).containsExactly("我方写的");
    }

    @Test
    void aNoteIsCheckedAndStays() {
        CaseFlow flow = newCase();

        assertThat(note(shouwang.village(), flow, " ", null).wrongFields()).containsExactly("text");
        assertThat(note(shouwang.village(), flow, "长".repeat(501), null).wrongFields()).containsExactly("text");
        assertThat(note(shouwang.village(), flow, flow.head().idNumber(), null).wrongFields()).containsExactly("text");
        assertThat(note(shouwang.village(), flow, "请看", "county411024").wrongFields()).as("does not see the case").containsExactly("mention");
        note(shouwang.village(), flow, "留着", null);
        assertThat(catchThrowable(() -> database.sql("delete from shouwang.case_note").update())).isNotNull();
        assertThat(catchThrowable(() -> database.sql("update shouwang.case_note set written_by = 'x'").update())).isNotNull();
    }

    @Test
    void thePageTakesNotesAndTheCasePageShowsTheLatest() {
        CaseFlow flow = newCase();
        String page = "/cases/" + flow.caseNo() + "/notes";
        assertThat(shouwang.village().postForm(page, Map.of("text", "", "mention", "")).text()).contains("为必填项");

        assertThat(shouwang.village().postForm(page, Map.of("text", "户主不在家", "mention", TOWNSHIP)).status()).isEqualTo(302);

        assertThat(page(shouwang.township(), page, Map.of())).contains("户主不在家", "提醒：", "<header");
        assertThat(page(shouwang.township(), page, Map.of("HX-Request", "true"))).contains("户主不在家").doesNotContain("<header", "name=\"text\"");
        assertThat(page(shouwang.township(), "/cases/" + flow.caseNo(), Map.of())).contains("hx-get=\"" + page + "\"");
    }

    @Test
    void aPostThatGetsACopyIsToldOfTheEnd() {
        CaseFlow flow = newCase();
        String copies = "/cases/" + flow.caseNo() + "/copies";
        assertThat(shouwang.village().postForm(copies, Map.of("post", TOWNSHIP)).status()).isEqualTo(302);
        assertThat(shouwang.village().postForm(copies, Map.of("post", TOWNSHIP)).status()).as("again").isEqualTo(409);
        assertThat(shouwang.village().postForm(copies, Map.of("post", "county411024")).status()).isEqualTo(400);
        assertThat(shouwang.as("county411024").postForm(copies, Map.of("post", "county411024")).status()).isEqualTo(404);
        String panel = page(shouwang.village(), "/cases/" + flow.caseNo() + "/notes", Map.of("HX-Request", "true"));
        assertThat(panel).as("where a task is decided").contains("办结时抄送：", "办结时抄送给…", "action=\"" + copies + "\"", "value=\"county411081\"");

        assertThat(shouwang.village().post("/api/cases/" + flow.caseNo() + "/withdrawal", Map.of("reason", "举家搬迁")).status()).isEqualTo(200);

        assertThat(shouwang.township().get("/api/messages").text()).contains("抄送：" + flow.caseNo() + "已办结", "已撤回");
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo() + "/notes", Map.of())).contains("已告知");
        assertThat(shouwang.village().postForm(copies, Map.of("post", "county411081")).status()).as("too late").isEqualTo(409);
        assertThat(page(shouwang.village(), "/cases/" + flow.caseNo() + "/notes", Map.of("HX-Request", "true"))).doesNotContain("action=\"" + copies + "\"");
    }

    @Test
    void phrasesAreAUsersOwn() {
        assertThat(shouwang.leader().postForm("/phrases", Map.of("text", "材料齐全，提交领导小组")).status()).isEqualTo(302);
        assertThat(shouwang.leader().postForm("/phrases", Map.of("text", "材料齐全，提交领导小组")).status()).as("again").isEqualTo(409);

        assertThat(page(shouwang.leader(), "/phrases", Map.of())).contains("材料齐全，提交领导小组");
        assertThat(page(shouwang.leader(), "/phrases?for=opinion", Map.of("HX-Request", "true")))
                .contains("data-phrase-for=\"opinion\"", "材料齐全，提交领导小组").doesNotContain("<header");
        assertThat(page(shouwang.as("leader411081b"), "/phrases", Map.of())).doesNotContain("材料齐全，提交领导小组");
        String id = database.sql("select id from shouwang.phrase where user_id = 'leader411081'").query(String.class).single();
        assertThat(shouwang.county().postForm("/phrases/" + id + "/removal", Map.of()).status()).isEqualTo(404);
        assertThat(shouwang.leader().postForm("/phrases/" + id + "/removal", Map.of()).status()).isEqualTo(302);
        assertThat(page(shouwang.leader(), "/phrases", Map.of())).doesNotContain("材料齐全，提交领导小组");
    }

    private CaseFlow newCase() {
        return shouwang.newCase(TestPeople.somebody(), TODAY);
    }

    private static Answer note(Shouwang.Session who, CaseFlow flow, String text, String mention) {
        return who.post(address(flow), mention == null ? Map.of("text", text) : Map.of("text", text, "mention", mention));
    }

    private static String address(CaseFlow flow) {
        return "/api/cases/" + flow.caseNo() + "/notes";
    }

    private static String page(Shouwang.Session session, String path, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Accept", "text/html");
        return session.send("GET", path, null, all).text();
    }
}
