package org.shouwang.identification.process;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.shouwang.engine.Submission;
import org.shouwang.engine.TaskContext;
import org.shouwang.engine.TaskStep;
import org.shouwang.identification.CaseStatus;
import org.shouwang.identification.Identification;
import org.shouwang.identification.IdentificationCase;
import org.shouwang.identification.process.IdentificationProcess.Elements;
import org.shouwang.identification.process.IdentificationProcess.Variables;
import org.shouwang.shared.AdjustableClock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tasks after the decision: they record what was done and decide nothing. */
@Configuration(proxyBeanMethods = false)
class ClosingSteps {

    /** 结果公告：the township announces the result in the village (ID-4, step 7). */
    @Bean
    TaskStep announceResultStep(Identification identification, CaseFormFacts facts, AdjustableClock clock) {
        return new Recording(Elements.ANNOUNCE_RESULT, "announcedOn", facts, clock,
                caseNo -> Map.of("announcedOn", clock.today()),
                (caseNo, submission) -> identification.announce(caseNo, submission.text("announcedAt"),
                        submission.date("announcedOn")), Map.of());
    }

    /** 录入建档：the village enters the household in the national system (ID-4, step 8). */
    @Bean
    TaskStep enterSystemStep(Identification identification, CaseFormFacts facts, AdjustableClock clock) {
        return new Recording(Elements.ENTER_SYSTEM, "enteredOn", facts, clock,
                caseNo -> Map.of("enteredOn", clock.today()),
                (caseNo, submission) -> identification.enter(caseNo, submission.text("systemHouseholdCode"),
                        submission.date("enteredOn")), Map.of(Variables.CASE_STATUS, CaseStatus.ADMITTED.name()));
    }

    /** 告知农户：the village tells the household that it is not admitted, and why (ID-6). */
    @Bean
    TaskStep informHouseholdStep(Identification identification, CaseFormFacts facts, AdjustableClock clock) {
        return new Recording(Elements.INFORM_HOUSEHOLD, "informedOn", facts, clock, caseNo -> {
            IdentificationCase item = identification.get(caseNo);
            Map<String, Object> shown = new HashMap<>();
            shown.put("refusalText", item.status().title()
                    + (item.refusalReason() == null ? "" : "，理由：" + item.refusalReason()));
            shown.put("refusalReason", item.refusalReason());
            shown.put("informedOn", clock.today());
            return shown;
        }, (caseNo, submission) -> identification.inform(caseNo, submission.text("informedBy"),
                submission.date("informedOn"), submission.text("refusalReason")), Map.of());
    }

    /** What a form shows besides the facts of the case. */
    private interface Shown {
        Map<String, Object> of(String caseNo);
    }

    private record Recording(String elementId, String dayKey, CaseFormFacts facts, AdjustableClock clock, Shown shown,
                             BiConsumer<String, Submission> store, Map<String, Object> variables) implements TaskStep {

        @Override
        public String processKey() {
            return IdentificationProcess.KEY;
        }

        @Override
        public String outcomeKey() {
            return null;
        }

        @Override
        public Map<String, Object> project(TaskContext task) {
            Map<String, Object> all = new HashMap<>(facts.of(task.caseNo()));
            all.putAll(shown.of(task.caseNo()));
            return all;
        }

        @Override
        public void check(TaskContext task, Submission submission) {
            LocalDate day = submission.date(dayKey);
            if (day != null && day.isAfter(clock.today())) {
                submission.reject(dayKey, "不能晚于今天（" + clock.today() + "）");
            }
        }

        @Override
        public Map<String, Object> accept(TaskContext task, Submission submission) {
            store.accept(task.caseNo(), submission);
            return variables;
        }
    }
}
