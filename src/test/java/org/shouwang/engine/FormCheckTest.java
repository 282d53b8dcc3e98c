package org.shouwang.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Texts;

/**
 * Tests the server's check of a submission against its form, which is as strict as the browser's and names every wrong field.
 */
class FormCheckTest {

    private static final String FORM = """
            {"components": [
              {"type": "text", "text": "说明"},
              {"type": "textfield", "key": "name", "label": "姓名", "validate": {"required": true, "maxLength": 5}},
              {"type": "textfield", "key": "code", "label": "代码", "validate": {"pattern": "^\\\\d{3}$"}},
              {"type": "textfield", "key": "shown", "label": "仅显示", "disabled": true},
              {"type": "textarea", "key": "note", "label": "备注"},
              {"type": "datetime", "key": "day", "dateLabel": "日期"},
              {"type": "checkbox", "key": "agreed", "label": "同意"},
              {"type": "select", "key": "kind", "label": "类型", "values": [{"value": "A", "label": "甲"}, {"value": "B", "label": "乙"}]},
              {"type": "checklist", "key": "many", "label": "多选", "values": [{"value": "X", "label": "子"}, {"value": "Y", "label": "丑"}]},
              {"type": "group", "label": "金额", "conditional": {"hide": "hidden"}, "components": [
                {"type": "number", "key": "amount", "label": "金额", "decimalDigits": 2,
                 "validate": {"required": true, "min": 0, "max": 100}}]},
              {"type": "dynamiclist", "path": "rows", "label": "行", "conditional": {"hide": "norows"}, "components": [
                {"type": "textfield", "key": "first", "label": "名", "validate": {"required": true}},
                {"type": "number", "key": "second", "label": "数"}]}
            ]}
            """;

    private final Map<String, Object> values = new HashMap<>(Map.of("name", "张三", "amount", 5,
            "rows", List.of(Map.of("first", "一"))));

    @ParameterizedTest
    @ValueSource(strings = {"code", "note", "day", "agreed", "kind", "amount", "name"})
    void aListIsNoTextNumberDayOrChoiceNotEvenAnEmptyOne(String key) {
        for (Object list : List.of(List.of(), List.of("一"), Map.of())) {
            values.put(key, list);

            assertThat(errors()).as(list.toString()).containsOnlyKeys(key);
        }
        values.putAll(Map.of(key, values.get(key), "many", List.of()));
        assertThat(errors()).as("an empty choice among several is none").containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "note", "name"})
    void aNumberOrAYesIsNoText(String key) {
        for (Object wrong : List.of(123, 1.5, true)) {
            values.put(key, wrong);

            assertThat(errors()).as(wrong.toString()).containsExactly(Map.entry(key, "须为文字，以字符串提交"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"。", "-", "无", "……", "！！！"})
    void signsAreNoReasonWhereOneIsDemanded(String nothing) {
        assertThat(Texts.missingReason("reason", nothing)).isNotNull();
        assertThat(Texts.missingReason("changeReason", nothing)).isNotNull();
        assertThat(Texts.missingReason("name", nothing)).isNull();
        assertThat(Texts.missingReason("why", nothing + "搬走")).isNull();
    }

    @Test
    void aSoundSubmissionGetsItsTypes() {
        values.putAll(Map.of("day", "2026-03-02", "agreed", "true", "kind", "B", "many", List.of("X", "Y", "X"),
                "amount", "12.50", "note", "  前后空白  "));

        Submission submission = check();

        submission.throwIfInvalid();
        assertThat(submission.date("day")).isEqualTo("2026-03-02");
        assertThat(submission.flag("agreed")).isTrue();
        assertThat(submission.optionLabel("kind")).contains("乙");
        assertThat(submission.number("amount")).isEqualByComparingTo(new BigDecimal("12.5"));
        assertThat(submission.text("note")).isEqualTo("前后空白");
        assertThat(submission.rows("rows")).hasSize(1).first()
                .satisfies(row -> assertThat(row.text("first")).isEqualTo("一"));
    }

    @Test
    void everyRequiredFieldThatIsEmptyIsNamed() {
        values.clear();
        values.put("name", "   ");

        assertThat(errors()).containsOnlyKeys("name", "amount", "rows").containsEntry("name", "为必填项");
    }

    @Test
    void whatIsHiddenIsNeitherRequiredNorKept() {
        values.put("hidden", true);
        values.put("amount", -7);

        Submission submission = check();

        assertThat(submission.number("amount")).isNull();
        values.remove("hidden");
    }

    @Test
    void aFieldThatIsNotInTheFormIsRefusedAndSoIsOneThatIsOnlyShown() {
        values.put("caseStatus", "APPROVED");
        values.put("shown", "x");

        assertThat(errors()).containsOnlyKeys("caseStatus", "shown").containsEntry("caseStatus", "不是此表单的字段");
    }

    @ParameterizedTest
    @CsvSource({"-0.01,不能小于0", "100.01,不能大于100", "1.001,最多保留2位小数", "viel,须为数字", "NaN,须为数字", "1e99999999999,数字过长或超出范围：最多20位数字，10的指数不超过±20"})
    void aNumberKeepsToItsRange(String amount, String message) {
        values.put("amount", amount);

        assertThat(errors()).containsOnly(Map.entry("amount", message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "100.00", "1E1", "0.10"})
    void aNumberOnTheEdgeIsTaken(String amount) {
        values.put("amount", amount);

        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29", "2026-13-01", "02.03.2026", "2026-3-2", "2026-03-02T00:00:00", "gestern"})
    void aDayIsARealDayInOneFormat(String day) {
        values.put("day", day);

        assertThat(errors()).containsOnlyKeys("day");
    }

    @Test
    void aTextKeepsToLengthAndPattern() {
        values.put("name", "一二三四五六");
        values.put("code", "12");

        assertThat(errors()).containsOnlyKeys("name", "code");
    }

    @Test
    void aCharacterOutsideTheBasicPlaneCountsOnce() {
        values.put("name", "𠀀".repeat(5));

        assertThat(errors()).isEmpty();
    }

    @Test
    void aTextWithoutALengthOfItsOwnHasOneAllTheSame() {
        values.put("note", "长".repeat(2001));
        assertThat(errors()).containsOnlyKeys("note");

        values.put("note", "长".repeat(2000));
        assertThat(errors()).isEmpty();
    }

    @Test
    void aNulCharacterIsRefused() {
        values.put("note", "a\u0000b");

        assertThat(errors()).containsOnlyKeys("note");
    }

    @Test
    void onlyTheOfferedOptionsCanBeChosen() {
        values.put("kind", "C");
        values.put("many", List.of("X", "Z"));

        assertThat(errors()).containsOnlyKeys("kind", "many");
        assertThat(errors().get("kind")).contains("A（甲）", "B（乙）");
    }

    static List<Object> odd() {
        return Arrays.asList(List.of(1), Map.of("a", 1), new byte[] {1}, new Object(), 'x');
    }

    @ParameterizedTest
    @MethodSource("odd")
    void odditiesAreNoTextNoNumberNoFlagAndNoChoice(Object odd) {
        for (String key : List.of("name", "amount", "agreed", "kind", "day")) {
            Map<String, Object> submitted = new LinkedHashMap<>(values);
            submitted.put(key, odd);
            assertThat(errors(submitted)).as(key).containsOnlyKeys(key);
        }
    }

    @Test
    void aListIsAListOfRows() {
        values.put("rows", "eins");
        assertThat(errors()).containsOnlyKeys("rows");
        values.put("rows", List.of("eins", Map.of("first", "一")));
        assertThat(errors()).containsOnlyKeys("rows[0]");
        values.put("many", "X");
        values.put("rows", List.of(Map.of("first", "一")));
        assertThat(errors()).containsOnlyKeys("many");
    }

    @Test
    void errorsInRowsCarryTheirPlaceAndTheirLabel() {
        Map<String, Object> second = new HashMap<>();
        second.put("first", "");
        second.put("second", "x");
        second.put("third", 1);
        values.put("rows", List.of(Map.of("first", "一"), second));

        InvalidInputException refusal =
                catchThrowableOfType(InvalidInputException.class, () -> check().throwIfInvalid());

        assertThat(refusal.errors()).extracting(FieldError::field)
                .containsExactlyInAnyOrder("rows[1].first", "rows[1].second", "rows[1].third");
        assertThat(refusal).hasMessageContaining("“行第2行名”为必填项");
    }

    @Test
    void aListOfMoreThanAHundredRowsIsRefused() {
        values.put("rows", Collections.nCopies(101, Map.of("first", "一")));
        assertThat(errors()).containsOnlyKeys("rows");

        values.put("rows", Collections.nCopies(100, Map.of("first", "一")));
        assertThat(errors()).isEmpty();
    }

    @Test
    void manyUnknownFieldsAreAllNamed() {
        IntStream.range(0, 30).forEach(i -> values.put("f" + i, i));

        assertThat(errors()).hasSize(30);
    }

    private Submission check() {
        return check(values);
    }

    /** Checks a submission. In this test a condition is simply the key of a value that is true. */
    private static Submission check(Map<String, Object> submitted) {
        FormSchema schema = FormSchema.read(new ByteArrayInputStream(FORM.getBytes(StandardCharsets.UTF_8)), new ObjectMapper());
        return FormCheck.check(schema, submitted, (condition, row) -> Boolean.TRUE.equals(submitted.get(condition)));
    }

    private Map<String, String> errors() {
        return errors(values);
    }

    private static Map<String, String> errors(Map<String, Object> submitted) {
        InvalidInputException refusal =
                catchThrowableOfType(InvalidInputException.class, () -> check(submitted).throwIfInvalid());
        Map<String, String> errors = new LinkedHashMap<>();
        if (refusal != null) {
            refusal.errors().forEach(error -> errors.put(error.field(), error.message()));
        }
        return errors;
    }
}
