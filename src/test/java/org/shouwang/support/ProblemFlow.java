package org.shouwang.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shouwang.problems.IssueDualAssignmentProcess.PLAN_RECTIFICATION;
import static org.shouwang.problems.IssueDualAssignmentProcess.RECTIFY;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFICATION_OUTCOME;
import static org.shouwang.problems.IssueDualAssignmentProcess.VERIFY_RECTIFICATION;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_OUTCOME;
import static org.shouwang.problems.RectificationRoundProcess.DRAW_SAMPLE;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A problem on its way through its process. Its units, its county and the city do the tasks. */
public final class ProblemFlow extends Flow<ProblemFlow> {

    public static final String COUNTY = "county411081";
    public static final String VERIFIER = "county411081b";
    public static final String CITY = "city411000";
    /** The city's second user, who rechecks the lines that the first user has drawn. */
    public static final String RECHECKER = "city411000b";

    private final String problemNo;

    public ProblemFlow(Shouwang shouwang, String problemNo) {
        super(shouwang);
        this.problemNo = problemNo;
    }

    public static Map<String, Object> payload(String round, String... departments) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("round", round);
        fields.put("aspect", "政策落实");
        fields.put("title", "健康帮扶政策落实不够到位 " + UUID.randomUUID());
        fields.put("description", "2户有四类慢性病患者但未办慢性病卡");
        fields.put("dueOn", "2026-04-20");
        fields.put("departments", List.of(departments));
        fields.put("county", "411081");
        return fields;
    }

    /** Lets the city open a round from the day on which tests begin to the end of the year. */
    public static void opened(Shouwang shouwang, String round) {
        Answer answer = shouwang.as(CITY).post("/api/problems/rounds", Map.of("round", round, "startsOn", "2026-03-02", "endsOn", "2026-12-31"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    public static ProblemFlow registered(Shouwang shouwang, String round, String... departments) {
        Answer answer = shouwang.as(CITY).post("/api/problems", payload(round, departments));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new ProblemFlow(shouwang, answer.get("problemNo"));
    }

    public String problemNo() {
        return problemNo;
    }

    @Override
    public String caseNo() {
        return problemNo;
    }

    @Override
    public Answer view() {
        return view(CITY);
    }

    public Answer view(String user) {
        return shouwang.as(user).get("/api/problems/" + problemNo);
    }

    public ProblemFlow planned(String user) {
        return done(user, PLAN_RECTIFICATION, Map.of("plan", "逐户核对", "measures", "补办慢性病卡", "plannedOn", "2026-04-10"));
    }

    public ProblemFlow rectified(String user) {
        return done(user, RECTIFY, Map.of("result", "已办理", "rectifiedOn", "2026-03-02", "evidence", "发卡登记表"));
    }

    /** Lets the county's second user verify the line that reported first. */
    public ProblemFlow verified() {
        return done(VERIFIER, VERIFY_RECTIFICATION, Map.of(VERIFICATION_OUTCOME, "PASSED"));
    }

    public ProblemFlow line(String user) {
        return planned(user).rectified(user).verified();
    }

    public ProblemFlow done(String user, String task, Map<String, ?> values) {
        return done(shouwang.as(user), task, values);
    }

    public List<String> tasks(String user) {
        return shouwang.as(user).tasks(problemNo);
    }

    /** Submits the city's task of drawing a sample for a round, and returns the answer. */
    public static Answer draw(Shouwang shouwang, String round, String outcome, String seed) {
        return shouwang.as(CITY).submit("ZG-" + round, DRAW_SAMPLE, seed == null ? Map.of(DRAW_OUTCOME, outcome)
                : Map.of(DRAW_OUTCOME, outcome, "seed", seed));
    }

    /** Uploads a file as a form would. */
    public static Answer upload(Shouwang.Session who, String query, byte[] file) {
        return who.upload("/api/problems/import?" + query, "file", "problems", file);
    }

    public static byte[] csv(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
