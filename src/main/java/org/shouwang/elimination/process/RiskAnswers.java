package org.shouwang.elimination.process;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shouwang.casefile.FormRows;
import org.shouwang.elimination.RiskAnswer;
import org.shouwang.engine.Submission;
import org.shouwang.household.Risk;

/** The list {@code risksAnswered} of a form, with one row for each recorded risk. */
final class RiskAnswers {

    static final String KEY = "risksAnswered";

    private RiskAnswers() {
    }

    /** Returns the rows with which the form begins: the answers of the last check, or every recorded risk as not gone. */
    static List<Map<String, Object>> rows(List<Risk> recorded, List<RiskAnswer> before) {
        return recorded.stream().map(risk -> {
            Optional<RiskAnswer> answer = before.stream().filter(known -> known.risk() == risk).findFirst();
            return FormRows.row("risk", risk.name(), "gone", answer.map(RiskAnswer::gone).orElse(false),
                    "how", answer.map(RiskAnswer::how).orElse(null));
        }).toList();
    }

    static void check(Submission submission, List<Risk> recorded, boolean complete) {
        Set<Risk> seen = EnumSet.noneOf(Risk.class);
        for (Submission row : submission.rows(KEY)) {
            Risk risk = row.option("risk", Risk.class);
            if (risk != null && !recorded.contains(risk)) {
                row.reject("risk", "不是识别时登记的风险；新出现的风险请填在“新增风险”");
            } else if (risk != null && !seen.add(risk)) {
                row.reject("risk", "与前面的重复");
            }
            if (row.flag("gone") && row.text("how") == null) {
                row.reject("how", "为必填项，须写明怎样消除的");
            }
        }
        List<String> missing = recorded.stream().filter(risk -> !seen.contains(risk)).map(Risk::title).toList();
        if (complete && !missing.isEmpty()) {
            submission.reject(KEY, "中须逐项填写识别时登记的风险，还缺：" + String.join("、", missing));
        }
    }

    /** Returns the answers to all recorded risks. A risk without an answer is not gone. */
    static List<RiskAnswer> read(Submission submission, List<Risk> recorded) {
        List<RiskAnswer> answers = new ArrayList<>();
        for (Risk risk : recorded) {
            answers.add(submission.rows(KEY).stream().filter(row -> row.option("risk", Risk.class) == risk).findFirst()
                    .map(row -> new RiskAnswer(risk, row.flag("gone"), row.text("how")))
                    .orElseGet(() -> new RiskAnswer(risk, false, null)));
        }
        return answers;
    }
}
