package org.shouwang.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shouwang.deadline.WorkingDays;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.support.Answer;
import org.shouwang.support.IntegrationTest;
import org.shouwang.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;

/** Checks that the holidays of a year are entered from the State Council's notice, and which limits move then. */
class WorkingCalendarTest extends IntegrationTest {

    /** Made up in the form of the notices; only the regulation's own days of 2027 are real. */
    private static final String DAYS = """
            一、元旦：1月1日（周五）至4日（周一）放假调休，共4天。1月9日（周六）上班。
            二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月14日（周日）、2月20日（周六）上班。
            三、国庆节：10月1日至7日放假调休，共7天。9月26日、10月9日上班。
            """;
    private static final String VILLAGE = "411081103202";

    @Autowired
    private WorkingDays working;
    private List<WorkingDays.Day> known;

    @BeforeEach
    void rememberTheDaysOfTheYear() {
        known = working.of(2027);
    }

    @AfterEach
    void putThemBack() {
        database.sql("delete from shouwang.calendar_day where year = 2027").update();
        known.forEach(day -> database.sql("insert into shouwang.calendar_day (day, working, name, source, year) values (?, ?, ?, ?, 2027)")
                .params(day.day(), day.working(), day.name(), day.source()).update());
        database.sql("delete from shouwang.calendar_notice where year = 2027").update();
        database.sql("delete from shouwang.calendar_entry").update();
        database.sql("delete from shouwang.policy_parameter where entered_by is not null").update();
    }

    @Test
    void theDaysOfAYearStandWithTheirSourceOnThePage() {
        String page = shouwang.as("city411000").get("/calendar").text();

        assertThat(page).contains("2026年", "国办发明电〔2025〕7号", "春节", "2026-02-15", "2026-02-23", "春节调休上班");
        assertThat(shouwang.as("admin").get("/calendar?year=2027").text()).contains("通知还没有登记", "2027-02-05").doesNotContain("春节调休上班");
        assertThat(shouwang.as("admin").get("/calendar?year=2023").text()).as("its holiday begins in the year before").contains("2022-12-31");
        assertThat(shouwang.county().get("/calendar").status()).isEqualTo(403);
    }

    @Test
    void aNoticeIsReadAsItStandsAndShownBeforeItIsEntered() {
        Answer preview = preview("2027", DAYS);

        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(preview.text()).contains("还没有登记", "2027-02-12", "春节调休上班", "2027-02-20", "会移动的时限");
        assertThat(working.notice(2027)).as("nothing yet").isEmpty();

        assertThat(enter("2027", DAYS, "").status()).isEqualTo(302);
        assertThat(working.notice(2027)).contains("国办发明电〔2026〕示例号");
        assertThat(working.after(LocalDate.parse("2027-02-04"), 1)).isEqualTo("2027-02-14");
        assertThat(working.of(2027)).as("in the place of what was known").noneMatch(day -> day.source().contains("全国年节及纪念日放假办法"));
        assertThat(shouwang.as("admin").get("/api/acts?kind=CALENDAR&limit=1").text()).contains("登记2027年放假安排", "city411000");
    }

    @Test
    void aRunningLimitOfWorkingDaysMovesWithTheNoticeAndSaysSoBefore() {
        clock.setTo(LocalDateTime.parse("2026-12-29T09:00:00"));
        String caseNo = wellUnderRepair();
        assertThat(due(caseNo)).isEqualTo("2027-01-06");

        String preview = preview("2027", DAYS).text();
        assertThat(preview).contains(caseNo, "2027-01-06", "2027-01-07");
        assertThat(due(caseNo)).isEqualTo("2027-01-06");
        enter("2027", DAYS, "");

        assertThat(due(caseNo)).as("the Monday off").isEqualTo("2027-01-07");
    }

    @Test
    void theTimersOfTheEngineFollowALimitThatTheNoticeMoves() {
        clock.setTo(LocalDateTime.parse("2026-12-29T09:00:00"));
        TestPeople.Person patient = TestPeople.somebody();
        String caseNo = shouwang.as("medgroup411081").post("/api/procedures/chronic-card", Map.of("subject", Map.of("name", patient.name(), "idNumber", patient.idNumber(),
                "villageCode", VILLAGE), "foundBy", "DOCTOR_VISIT", "householdKind", "GENERAL", "disease", "COPD", "reason", "咳喘加重")).get("caseNo");
        shouwang.as("medgroup411081").submit(caseNo, "userTask_declare", Map.of("declareOutcome", "DECLARED", "disease", "COPD", "insured", "YES", "papersReady", "YES",
                "papers", "住院病历", "hospital", "禹州市中医院", "helpedBy", "孙大夫", "declaredOn", "2026-12-29"));
        shouwang.as("dept411081yibao").submit(caseNo, "userTask_appraise", Map.of("appraisalOutcome", "FIT", "appraisedOn", "2026-12-29", "appraisers", "周主任",
                "finding", "符合标准", "certificateNo", "MZMB-009", "monthCap", 200, "cardDataReceivedOn", "2026-12-29"));
        assertThat(timer(caseNo, "timer_cardDue")).isEqualTo("2027-01-07T00:00");

        enter("2027", DAYS, "");

        assertThat(timer(caseNo, "timer_cardDue")).as("the Monday off").isEqualTo("2027-01-08T00:00");
        clock.setTo(LocalDateTime.parse("2027-01-07T09:00:00"));
        assertThat(timer(caseNo, "timer_cardDue")).as("not late on the last day").isEqualTo("2027-01-08T00:00");
    }

    /** Returns the moment of an engine's timer of a case, in China's time. */
    private String timer(String caseNo, String element) {
        return database.sql("""
                        select to_char(j.duedate_::timestamptz at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI') from public.act_ru_job j
                        join public.act_ru_execution e on e.id_ = j.process_instance_id_ and e.business_key_ = ? where j.handler_cfg_ like ? || '%'
                        """)
                .params(caseNo, element).query(String.class).single();
    }

    @Test
    void inDecemberAMissingNoticeIsToldToThoseWhoEnterIt() {
        assertThat(shouwang.as("admin").get("/home").text()).doesNotContain("放假安排还没有登记");
        clock.setTo(LocalDateTime.parse("2026-12-01T09:00:00"));

        assertThat(shouwang.as("admin").get("/home").text()).contains("2027年的放假安排还没有登记");
        assertThat(shouwang.as("admin").get("/administration").text()).contains("2027年的放假安排还没有登记");
        assertThat(shouwang.as("city411000").get("/home").text()).contains("2027年的放假安排还没有登记");
        assertThat(shouwang.county().get("/home").text()).doesNotContain("放假安排还没有登记");
        enter("2027", DAYS, "");
        assertThat(shouwang.as("admin").get("/home").text()).doesNotContain("放假安排还没有登记");
    }

    @Test
    void whatIsWrongIsNamedWithItsLine() {
        assertThat(preview("2025", DAYS).text()).contains("须为 2026 至 2028 年；以前的不能改");
        assertThat(preview("2027", "").text()).contains("为必填项");
        assertThat(preview("2027", "春节放假八天").text()).contains("第1行：没有看懂");
        assertThat(preview("2027", "元旦：1月1日（周四）放假。").text()).contains("第1行：2027-01-01 是星期五，不是星期四");
        assertThat(preview("2027", "元旦：1月1日至3日放假。\n春节：1月3日放假。").text()).contains("第2行：2027-01-03 写了两次");
        assertThat(preview("2027", "元旦：1月1日放假。1月5日上班。").text()).contains("2027-01-05 不是周末，本来就上班");
        assertThat(preview("2027", "元旦：2月30日放假。").text()).contains("没有“2月30日”这一天");
        assertThat(preview("2027", "元旦：1月8日至2日放假。").text()).contains("后一天须在前一天之后");
        assertThat(preview("2027", "元旦：2028年1月1日放假。").text()).contains("2028-01-01 不在2027年");
    }

    @Test
    void daysThatAreOverStayAndACorrectionNeedsAReason() {
        String changed = "春节：2月15日至22日放假。";

        Answer answer = preview("2026", changed);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("更正理由", "为必填项", "2026-02-23 不晚于今天，不能改");
        assertThat(enter("2027", DAYS, "").status()).isEqualTo(302);
        assertThat(enter("2027", DAYS, "").status()).as("again without a reason").isEqualTo(400);
        assertThat(enter("2027", DAYS.replace("至7日", "至8日"), "国务院办公厅调整").status()).isEqualTo(302);
        assertThat(shouwang.as("admin").get("/calendar?year=2027").text()).contains("2027-10-08", "登记记录", "国务院办公厅调整");
    }

    @Test
    void aLimitThatEndsOnADayWithoutWorkMovesOnlyIfTheSwitchSaysSo() {
        clock.setTo(LocalDateTime.parse("2026-03-06T09:00:00"));
        assertThat(shouwang.newCase(TestPeople.somebody(), "2026-03-06").limit("IDENTIFICATION_15D").path("dueOn").asText()).as("a Saturday").isEqualTo("2026-03-21");

        shouwang.as("admin").post("/api/parameters", Map.of("code", "LIMIT_MOVES_FROM_HOLIDAY", "value", 1, "from", "2026-03-06", "source", "示例", "reason", "示例"));

        assertThat(shouwang.newCase(TestPeople.somebody(), "2026-03-05").limit("IDENTIFICATION_15D").path("dueOn").asText()).as("begun before").isEqualTo("2026-03-20");
        assertThat(shouwang.newCase(TestPeople.somebody(), "2026-03-06").limit("IDENTIFICATION_15D").path("dueOn").asText()).as("the Monday").isEqualTo("2026-03-23");
    }

    private String wellUnderRepair() {
        Answer started = shouwang.as("village" + VILLAGE).post("/api/procedures/well-repair", Map.of("subject", Map.of("villageCode", VILLAGE),
                "reason", "水泵坏了", "kindOfWell", "SHALLOW", "amount", 300));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        String caseNo = started.get("caseNo");
        shouwang.as("township" + VILLAGE.substring(0, 9)).submit(caseNo, MonitoringIdentificationProcess.REVIEW_AT_TOWNSHIP, Map.of("townshipOutcome", "APPROVE", "amount", 300));
        return caseNo;
    }

    private String due(String caseNo) {
        return database.sql("select due_on from shouwang.deadline where case_no = ? and rule = 'WELL_REPAIR_5WD'").param(caseNo).query(String.class).single();
    }

    private Answer preview(String year, String days) {
        return shouwang.as("city411000").postForm("/calendar/preview", Map.of("year", year, "source", "国办发明电〔2026〕示例号", "days", days));
    }

    private Answer enter(String year, String days, String reason) {
        return shouwang.as("city411000").postForm("/calendar", Map.of("year", year, "source", "国办发明电〔2026〕示例号", "days", days, "reason", reason));
    }
}
