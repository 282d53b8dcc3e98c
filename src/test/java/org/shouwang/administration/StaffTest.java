package org.shouwang.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shouwang.support.Answer;
import org.shouwang.support.BrowserSession;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Shouwang;
import org.shouwang.table.TableShape;
import org.shouwang.table.Tables;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests that an administrator adds users, gives and takes their posts, and imports them, on pages alone. */
class StaffTest extends IntegrationTest {

    private static final Pattern PASSWORD = Pattern.compile("<code[^>]*>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</code>");
    private static final String CHOSEN = "Xiangzhen-2031";

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
    void aNewUserSignsInWithThePasswordThatWasShownOnceChoosesAnotherOneAndHasThePost() {
        String id = newId();

        BrowserSession.Page added = add(id, "新来的王干事", "乡级审核", "禹州市顺店镇");

        String password = passwordOn(added);
        BrowserSession user = new BrowserSession(port);
        user.signIn(id, password);
        assertThat(user.get("/home").location()).as("the password has to be changed").isEqualTo("/password");
        user.get("/password");
        user.post("/password", Map.of("current", password, "chosen", CHOSEN, "again", CHOSEN));
        assertThat(user.get("/home").text()).contains("新来的王干事");
        assertThat(shouwang.as(id).withPassword(CHOSEN).get("/api/households").status()).isEqualTo(200);
        assertThat(admin.get("/accounts/" + id).text()).contains("禹州市顺店镇乡级审核", "township411081101", "本人已设定").doesNotContain(password);
        assertThat(shouwang.as("admin").get("/api/acts?kind=PERMISSION_CHANGE&subject=" + id).text())
                .contains("新建用户", "加入组 township411081101", "加入组 township");
    }

    @Test
    void everyWrongFieldIsNamedAndNobodyIsAdded() {
        BrowserSession.Page wrong = add("x!", "", "村级经办", "没有的村");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("须为3至32个字母或数字", "为必填项", "没有这个村，请写代码或者全名");
        assertThat(add("ADMIN", "冒名的人", "系统管理员", "").status()).as("differs in case alone").isEqualTo(409);
        assertThat(add(newId(), "甲干事", "行业部门", "禹州市").text()).contains("行业部门的岗位须写明部门");
        assertThat(add(newId(), "41108119000606006X", "市级督导", "许昌市").status()).isEqualTo(400);
    }

    @Test
    void aPostIsGivenAndTakenAndTheRoleGoesWithTheLastOne() {
        String id = newId();
        add(id, "兼职的李干事", "乡级审核", "411081101");

        assertThat(admin.post("/accounts/" + id + "/posts", Map.of("role", "行业部门", "place", "禹州市", "department", "yibao")).status()).isEqualTo(302);
        assertThat(groups(id)).containsExactlyInAnyOrder("township", "township411081101", "dept", "dept411081yibao");
        assertThat(admin.post("/accounts/" + id + "/posts", Map.of("role", "乡级审核", "place", "禹州市顺店镇")).text()).contains("已有这个岗位");
        admin.post("/accounts/" + id + "/posts/township411081101/end", Map.of());

        assertThat(groups(id)).containsExactlyInAnyOrder("dept", "dept411081yibao");
        assertThat(admin.post("/accounts/" + id + "/posts/township411081101/end", Map.of()).status()).isEqualTo(404);
        assertThat(admin.get("/accounts/posts?role=DEPARTMENT&place=禹州市").text()).contains("兼职的李干事");
    }

    @ParameterizedTest
    @CsvSource({"学校, SCHOOL, school", "医疗集团, MEDICAL_GROUP, medgroup"})
    void theSchoolsAndTheMedicalGroupOfACountyHaveTheirPost(String role, String code, String group) {
        String id = newId();

        add(id, "新来的经办人", role, "禹州市");

        assertThat(groups(id)).containsExactlyInAnyOrder(group, group + "411081");
        assertThat(admin.get("/accounts/posts?role=" + code + "&place=鄢陵县").text()).contains(group + "411024");
    }

    @Test
    void nobodyGivesAPostToHimselfOrGivesUpTheAdministration() {
        BrowserSession.Page given = admin.post("/accounts/admin/posts", Map.of("role", "县级领导小组", "place", "禹州市"));

        assertThat(given.status()).isEqualTo(409);
        assertThat(given.text()).contains("不能给自己分配岗位");
        assertThat(admin.post("/accounts/admin/posts/camunda-admin/end", Map.of()).status()).isEqualTo(409);
        assertThat(admin.post("/accounts/admin/password", Map.of()).status()).isEqualTo(409);
        assertThat(groups("admin")).containsExactly("camunda-admin");
    }

    @Test
    void aPasswordThatWasResetEndsTheOldOne() {
        String id = newId();
        String first = passwordOn(add(id, "忘密码的人", "市级督导", "许昌市"));

        String second = passwordOn(admin.post("/accounts/" + id + "/password", Map.of()));

        assertThat(second).isNotEqualTo(first);
        assertThat(new BrowserSession(port).signIn(id, first).location()).isEqualTo("/login?error");
        assertThat(new BrowserSession(port).signIn(id, second).location()).isEqualTo("/home");
    }

    @Test
    void aNameIsChangedAndFoundByThePostedSearch() {
        String id = newId();
        add(id, "旧名字", "市级督导", "许昌市");

        assertThat(admin.post("/accounts/" + id + "/name", Map.of("name", " ")).status()).isEqualTo(400);
        admin.post("/accounts/" + id + "/name", Map.of("name", "改过的名字"));

        assertThat(admin.post("/accounts", Map.of("q", "改过的名字")).text()).contains("共 1 个账号", id);
        assertThat(admin.post("/accounts", Map.of("q", "旧名字")).text()).contains("没有找到账号");
    }

    @Test
    void aListIsPreviewedAndThenImportedAsAWhole() {
        String first = newId();
        String second = newId();
        add(second, "早已有的人", "乡级审核", "禹州市顺店镇");
        byte[] file = ("账号,姓名,岗位,地区,部门\n" + first + ",张一,村级经办,禹州市顺店镇顺店东村,\n" + first + ",张一,医保局,禹州市,\n"
                + second + ",早已有的人,乡级,顺店镇,\n").getBytes(StandardCharsets.UTF_8);

        Answer preview = upload(file, Map.of());

        assertThat(preview.text()).contains("新增 1 人，增加岗位 0 人，无变化 1 人", "禹州市顺店镇顺店东村村级经办、禹州市医保局", "确认导入 1 人");
        assertThat(groups(first)).as("nothing is stored by a preview").isEmpty();
        Matcher digest = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"").matcher(preview.text());
        assertThat(digest.find()).isTrue();
        Answer done = upload(file, Map.of("confirm", "true", "digest", digest.group(1)));
        Matcher password = PASSWORD.matcher(done.text());
        assertThat(password.find()).as(done.text()).isTrue();
        assertThat(groups(first)).containsExactlyInAnyOrder("village", "village411081101201", "dept", "dept411081yibao");
        assertThat(new BrowserSession(port).signIn(first, password.group(1)).location()).isEqualTo("/home");
        assertThat(upload(file, Map.of()).text()).contains("名单与现有的一致，没有需要导入的");
        assertThat(upload((new String(file, StandardCharsets.UTF_8) + "x").getBytes(StandardCharsets.UTF_8),
                Map.of("confirm", "true", "digest", digest.group(1))).text()).contains("文件与刚才预览的不同");
    }

    @Test
    void oneWrongRowKeepsTheWholeListOut() {
        String good = newId();
        byte[] file = ("账号,姓名,岗位,地区\n" + good + ",张一,市级督导,许昌市\n" + good + ",张二,县级,禹州市\nadmin,系统管理员,县级,禹州市\n"
                + newId() + ",王五,村级经办,没有的村\nli,李四,不知道,\n").getBytes(StandardCharsets.UTF_8);

        Answer preview = upload(file, Map.of());

        assertThat(preview.text()).contains("第 3 行", "与第2行同一账号的姓名不同", "第 4 行", "不能给自己分配岗位", "第 5 行", "没有这个村",
                "第 6 行", "没有这个岗位", "须为3至32个字母或数字").doesNotContain("确认导入");
        assertThat(groups(good)).isEmpty();
    }

    @Test
    void thePostsThatNobodyHoldsAreFound() {
        assertThat(admin.get("/accounts/posts?role=COUNTY&filling=NOBODY").text()).contains("没有这样的岗位");
        assertThat(admin.get("/accounts/posts?role=VILLAGE&place=411081101&filling=FEWER_THAN_TWO").text()).contains("村级经办", "village411081101");
        assertThat(admin.get("/accounts/posts?place=没有的地方").text()).contains("没有这样的岗位");
        assertThat(admin.get("/accounts/places?place=顺店东").text()).contains("禹州市顺店镇顺店东村");
    }

    @Test
    void theExportCanBeImportedAgain() {
        byte[] file = shouwang.as("admin").download("/accounts/export").body();

        assertThat(Tables.read(file, new TableShape(StaffImport.columns(), 100_000, 200)).rows()).hasSizeGreaterThan(100)
                .anyMatch(row -> row.text("userId").equals("dept411081yibao") && row.text("department").equals("医保局"));
    }

    private BrowserSession.Page add(String id, String name, String role, String place) {
        return admin.post("/accounts/new", Map.of("userId", id, "name", name, "role", role, "place", place));
    }

    private Answer upload(byte[] file, Map<String, String> fields) {
        return shouwang.as("admin").upload("/accounts/import", "用户.csv", file, fields);
    }

    private List<String> groups(String id) {
        return database.sql("select group_id_ from public.act_id_membership where user_id_ = ?").param(id).query(String.class).list();
    }

    private static String passwordOn(BrowserSession.Page page) {
        Matcher password = PASSWORD.matcher(page.text());
        assertThat(password.find()).as(page.text()).isTrue();
        return password.group(1);
    }

    private static String newId() {
        return "staff" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
