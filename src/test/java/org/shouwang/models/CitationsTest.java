package org.shouwang.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.shouwang.deadline.LimitRule;

/** Tests that forms, tables and limits name the document behind them, and say so where there is none. */
class CitationsTest {

    static List<Path> texts() {
        return Stream.of(Models.forms(), Models.files(Path.of("bpmn"), ".bpmn"), Models.files(Path.of("bpmn"), ".dmn"))
                .flatMap(List::stream).toList();
    }

    static List<LimitRule> limits() {
        return LimitRule.own();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theNationalDocumentIsCitedForTheConditionsOfEliminationOnlyAndTheHandbookByNoTitleItDoesNotHave(Path file) {
        String text = Models.text(file);

        assertThat(text).doesNotContain("工作要点汇编");
        if (!List.of("start-elimination.form", "check-elimination.form", "risk-elimination-conditions.dmn")
                .contains(file.getFileName().toString())) {
            assertThat(text).doesNotContain("国乡振发〔2023〕4号");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "target/classes/forms/risk-rollback/start-rollback.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/risk-rollback/check-rollback.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/risk-rollback/review-rollback.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/risk-rollback/approve-rollback.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/risk-rollback/mark-rollback.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/risk-elimination/mark-elimination.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/look-back/check-look-back.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/look-back/review-look-back.form,禹巩固脱贫组〔2023〕5号三（三）14",
        "target/classes/forms/issue-dual-assignment/plan-rectification.form,禹巩固脱贫组〔2023〕5号四（三）",
        "target/classes/forms/issue-dual-assignment/plan-rectification.form,四（二）、（四）：各责任单位制定整改方案",
        "target/classes/forms/issue-dual-assignment/rectify-problem.form,禹巩固脱贫组〔2023〕5号二（三）：不能立行立改的",
        "target/classes/forms/issue-dual-assignment/rectify-problem.form,附件1：7月20日前取得阶段性成效",
        "target/classes/forms/risk-elimination/check-elimination.form,稳定消除（落实帮扶后消除，本系统设计）",
        "target/classes/forms/risk-elimination/check-elimination.form,自然消除（没有靠帮扶，风险自己没有了，本系统设计）",
        "bpmn/risk-elimination/risk-elimination-conditions.dmn,两者的区分是本系统设计",
        "src/docs/manual/village.md,两者怎样区分文件没有写，本系统设计",
        "bpmn/micro-loan/micro-loan-eligibility.dmn,文件没有规定，逾期未还的先还清再申请（本系统设计）",
        "bpmn/micro-loan/micro-loan-eligibility.dmn,文件没有规定，代偿未还的先还清再申请（本系统设计）",
        "bpmn/micro-loan/micro-loan-eligibility.dmn,已消除风险且收入高于监测范围的边缘户按其他农户对待（本系统设计）",
        "target/classes/forms/micro-loan/apply-loan.form,有逾期或代偿未还清的先还清再申请，是本系统的办理要求（本系统设计）",
        "src/docs/manual/bank.md,不能再申请：文件没有规定这一条（本系统设计）",
        "src/docs/manual/bank.md,按其他农户对待，不能申请（本系统设计）",
        "src/docs/manual/admin.md,上年度**全省**农村居民人均可支配收入增幅",
    })
    void whatIsCitedIsWhereItStandsAndWhatNoDocumentSaysIsMarked(Path file, String words) {
        assertThat(Models.text(file)).contains(words);
    }

    @Test
    void theLimitsOfARectificationCiteTheirOwnParagraphs() {
        assertThat(LimitRule.RECTIFICATION_PLAN.source()).startsWith("禹巩固脱贫组〔2023〕5号四（二）、（四）");
        assertThat(LimitRule.LONG_TERM_RECTIFICATION.source()).startsWith("禹巩固脱贫组〔2023〕5号二（三）");
    }

    @ParameterizedTest
    @MethodSource("limits")
    void noLimitCitesTheNationalDocumentOrAnInventedTitle(LimitRule rule) {
        assertThat(rule.source()).isNotBlank().doesNotContain("国乡振发", "工作要点汇编", "第三部分四");
    }
}
