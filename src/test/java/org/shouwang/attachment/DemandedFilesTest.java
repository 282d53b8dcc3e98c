package org.shouwang.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.identification.MonitoringIdentificationProcess.VERIFY_HOUSEHOLD;
import static org.shouwang.notice.PublicNoticeProcess.POST_NOTICE;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.shouwang.support.Answer;
import org.shouwang.support.CaseFlow;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.Payloads;
import org.shouwang.support.SampleFiles;
import org.shouwang.support.TestPeople;

/** Tests the files that steps ask for: a warning first, a refusal from the day on that a parameter names. */
class DemandedFilesTest extends IntegrationTest {

    @AfterEach
    void demandNothing() {
        database.sql("delete from shouwang.policy_parameter where name like 'FILE_DEMANDED_%' and valid_from = '2026-03-01'").update();
    }

    private void demand(String name) {
        database.sql("insert into shouwang.policy_parameter (name, valid_from, value, source) values (?, '2026-03-01', 1, '')").param(name).update();
    }

    private Answer add(CaseFlow flow, String kind) {
        return shouwang.village().upload("/api/cases/" + flow.caseNo() + "/files", "a.png", SampleFiles.image(9, 9, "png"), Map.of("kind", kind));
    }

    private String panel(CaseFlow flow) {
        return shouwang.village().send("GET", "/cases/" + flow.caseNo() + "/files", null, Map.of("Accept", "text/html")).text();
    }

    @Test
    void theFormOfTheHomeVisitWarnsWhileTheSignedAuthorisationIsNotThere() {
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("fileMissing")).contains("还没有上传承诺授权书", "可以先提交");

        flow.verified();
        assertThat(panel(flow)).contains("还没有上传：", "承诺授权书</strong>");

        add(flow, "承诺授权书");
        assertThat(panel(flow)).doesNotContain("还没有上传：");
        assertThat(shouwang.village().form(shouwang.newCase(TestPeople.somebody(), TODAY).caseNo(), VERIFY_HOUSEHOLD).text("fileMissing")).isNotNull();
    }

    @Test
    void aDemandedAuthorisationHasToBeUploadedBeforeTheVisitIsHandedIn() {
        demand("FILE_DEMANDED_AUTHORISATION");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY);
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("fileMissing")).contains("不上传不能提交");

        Answer refused = shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, Payloads.atRisk(flow.head(), TODAY));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.messageOf("authorisationSigned")).contains("承诺授权书", "材料");

        String id = add(flow, "承诺授权书").get("id");
        assertThat(shouwang.village().form(flow.caseNo(), VERIFY_HOUSEHOLD).text("fileMissing")).isNull();
        shouwang.village().send("DELETE", "/api/cases/" + flow.caseNo() + "/files/" + id + "?reason=x", null, Map.of());
        assertThat(shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, Payloads.atRisk(flow.head(), TODAY)).status()).as("taken out").isEqualTo(400);
        add(flow, "承诺授权书");
        assertThat(shouwang.village().submit(flow.caseNo(), VERIFY_HOUSEHOLD, Payloads.atRisk(flow.head(), TODAY)).status()).isIn(200, 204);
    }

    @Test
    void aDemandedPictureOfTheNoticeHasToBeUploadedBeforeItIsPosted() {
        demand("FILE_DEMANDED_NOTICE_PHOTO");
        CaseFlow flow = shouwang.newCase(TestPeople.somebody(), TODAY).verified().compared().preselected();
        Map<String, Object> posting = Map.of("postedAt", "村委会公示栏", "postedFrom", TODAY);

        assertThat(shouwang.village().form(flow.caseNo(), POST_NOTICE).text("fileMissing")).contains("公示照片");
        assertThat(shouwang.village().submit(flow.caseNo(), POST_NOTICE, posting).messageOf("postedAt")).contains("公示照片");
        assertThat(shouwang.village().submit(flow.caseNo(), POST_NOTICE, Map.of("postedAt", "村委会公示栏", "postedFrom", "2026-03-01")).wrongFields())
                .doesNotContain("postedAt");

        add(flow, "公示照片");
        assertThat(shouwang.village().submit(flow.caseNo(), POST_NOTICE, posting).status()).isIn(200, 204);
    }
}
