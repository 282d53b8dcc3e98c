package org.shouwang.taskform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ReadForm;
import org.shouwang.shared.FieldError;

/** Tests what a page makes of a form, and what it reads when the form comes back. */
class FormViewTest {

    private static final List<FormComponent> FORM = ReadForm.of("""
            {"components": [
              {"type": "html", "id": "facts", "content": "<style>p {}</style><p>{{headName}}{{#if note != null}}：{{note}}{{/if}}</p>{{#loop people}}<i>{{this.name}}{{#if this.age != null}}{{this.age}}岁{{/if}}</i>{{/loop}}"},
              {"type": "text", "id": "told", "text": "**请看** {{note}}"},
              {"type": "radio", "id": "r", "key": "outcome", "label": "结果", "values": [{"value": "A", "label": "甲"}, {"value": "B", "label": "乙"}]},
              {"type": "group", "id": "g", "label": "金额", "conditional": {"hide": "=outcome != \\"A\\""}, "components": [
                {"type": "number", "id": "n", "key": "amount", "label": "金额", "defaultValue": 0, "decimalDigits": 2}]},
              {"type": "checklist", "id": "c", "key": "many", "label": "多选", "values": [{"value": "X", "label": "子"}, {"value": "Y", "label": "丑"}]},
              {"type": "select", "id": "s", "key": "offered", "label": "人", "valuesKey": "options"},
              {"type": "checkbox", "id": "b", "key": "agreed", "label": "同意"},
              {"type": "dynamiclist", "id": "l", "path": "rows", "label": "行", "components": [
                {"type": "textfield", "id": "t", "key": "first", "label": "名"}]}
            ]}
            """);

    private static List<FormPart> shown(Map<String, Object> facts, Map<String, Object> values, FieldError... errors) {
        return FormView.of(FORM, facts, values, List.of(errors), ReadForm::conditions);
    }

    @Test
    void whatIsFilledInIsTextAndNeverMarkup() {
        List<FormPart> parts = shown(Map.of("headName", "<b>甲</b>", "note", "a & {{headName}}", "people",
                List.of(Map.of("name", "乙<", "age", new BigDecimal("7.00")), Map.of("name", "丙"))), Map.of());

        assertThat(parts.get(0).markup()).isEqualTo("<p>&lt;b&gt;甲&lt;/b&gt;：a &amp; {{headName}}</p><i>乙&lt;7岁</i><i>丙</i>");
        assertThat(parts.get(1).markup()).isEqualTo("<p><strong>请看</strong> a &amp; {{headName}}</p>\n");
    }

    @Test
    void aFormBeginsWithWhatTheStepKnowsElseWithWhatTheFormSays() {
        Map<String, Object> values = FormView.initial(FORM, Map.of("outcome", "A"));

        assertThat(values).containsEntry("outcome", "A").containsEntry("amount", "0").containsEntry("rows", List.of(Map.of()));
        List<FormPart> parts = shown(Map.of("options", List.of(Map.of("value", "7", "label", "张示例"))), values,
                new FieldError("amount", "金额", "不能小于1"), new FieldError("rows[0].first", "名", "为必填项"));
        assertThat(parts.get(3).parts().get(0)).satisfies(amount -> {
            assertThat(amount.value()).isEqualTo("0");
            assertThat(amount.error()).isEqualTo("不能小于1");
        });
        assertThat(parts.get(5).choices()).extracting(FormPart.Choice::label).containsExactly("张示例");
        assertThat(parts.get(7).rows().get(0).parts().get(0).error()).isEqualTo("为必填项");
    }

    @Test
    void whatIsHiddenGoesAlongAndAChangeIsSeenByWhatThePageHides() {
        Map<String, Object> values = Map.of("outcome", "B", "amount", "12.5");

        FormPart hidden = shown(Map.of(), values).get(3);
        assertThat(hidden.shown()).isFalse();
        assertThat(hidden.kept()).containsExactly(new FormPart.Kept("amount", "12.5"));
        assertThat(FormView.changes(FORM, values, Set.of("g"), ReadForm::conditions)).isFalse();
        assertThat(FormView.changes(FORM, values, Set.of(), ReadForm::conditions)).isTrue();
        assertThat(FormView.changes(FORM, Map.of("outcome", "A"), Set.of("g"), ReadForm::conditions)).isTrue();
    }

    @Test
    void whatComesBackIsReadAsPeopleWriteItAndOnlyWhatTheFormHas() {
        Map<String, String[]> sent = new HashMap<>(Map.of("outcome", new String[] {"A"}, "amount", new String[] {"１.２万元"},
                "many", new String[] {"X", ""}, "_csrf", new String[] {"x"}, "status", new String[] {"APPROVED"},
                "rows[3].first", new String[] {"丁"}, "rows[1].first", new String[] {" "}, "rows[1].other", new String[] {"x"}));

        Map<String, Object> values = FormInput.read(FORM, sent);

        assertThat(values).containsOnly(Map.entry("outcome", "A"), Map.entry("amount", "12000"), Map.entry("many", List.of("X")),
                Map.entry("agreed", false), Map.entry("rows", List.of(Map.of(), Map.of("first", "丁"))));
        assertThat(FormInput.read(FORM, Map.of("amount", new String[] {" 很少 "}))).containsEntry("amount", "很少");
    }

    @Test
    void anOldDraftKeepsOnlyWhatTheFormStillHas() {
        assertThat(FormInput.known(FORM, Map.of("outcome", "A", "gone", "x", "rows", List.of(Map.of("first", "一", "gone", "x"), "no row"))))
                .containsOnly(Map.entry("outcome", "A"), Map.entry("rows", List.of(Map.of("first", "一"))));
        assertThat(shown(Map.of(), Map.of("rows", "no list", "many", "no list", "outcome", List.of("A")))).hasSize(FORM.size());
    }

    @Test
    void rowsComeAndGoByTheirButtons() {
        Map<String, Object> values = Map.of("rows", List.of(Map.of("first", "一"), Map.of("first", "二")));

        assertThat(Rows.changed(values, "add:rows").get("rows")).isEqualTo(List.of(Map.of("first", "一"), Map.of("first", "二"), Map.of()));
        assertThat(Rows.changed(values, "remove:rows[0]").get("rows")).isEqualTo(List.of(Map.of("first", "二")));
        for (String nothing : List.of("remove:rows[9]", "save", "", "remove:rows", "add:rows[0]")) {
            assertThat(Rows.changed(values, nothing)).as(nothing).isEqualTo(values);
        }
        assertThat(Rows.listOf("remove:rows[1]")).isEqualTo("rows");
        assertThat(Rows.listOf("next")).isNull();
    }
}
