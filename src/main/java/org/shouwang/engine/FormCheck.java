package org.shouwang.engine;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Texts;

/** Checks a submission against a form as strictly as the browser does, and converts its values to their types. */
final class FormCheck {

    private static final int MAX_ROWS = 100;
    private static final int DEFAULT_MAX_LENGTH = 2000;
    /** The types of fields for which an empty list counts as empty. For other types an empty list is a wrong value. */
    private static final Set<String> LISTS = Set.of("checklist", "taglist", "dynamiclist");

    private final BiPredicate<String, Map<String, Object>> conditions;
    private final FieldErrors errors = new FieldErrors();

    private FormCheck(BiPredicate<String, Map<String, Object>> conditions) {
        this.conditions = conditions;
    }

    /**
     * Checks a submission.
     *
     * @param schema     the form
     * @param submitted  the submitted values by key
     * @param conditions tells whether a hide condition holds for submitted values
     * @return the checked submission with its errors
     */
    static Submission check(FormSchema schema, Map<String, Object> submitted,
                            BiPredicate<String, Map<String, Object>> conditions) {
        FormCheck check = new FormCheck(conditions);
        List<String> keys = schema.keys();
        submitted.keySet().stream().filter(key -> !keys.contains(key)).sorted()
                .forEach(key -> check.errors.add(key, key, "不是此表单的字段"));
        return check.checkAll(schema.fields(), submitted, "", "");
    }

    private Submission checkAll(List<FormComponent> fields, Map<String, Object> submitted, String path, String labelPath) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> labels = new HashMap<>();
        Map<String, String> optionLabels = new HashMap<>();
        Submission submission = new Submission(values, labels, optionLabels, path, labelPath, errors);
        collect(submission, fields, submitted, path, labelPath, values, labels, optionLabels);
        return submission;
    }

    private void collect(Submission submission, List<FormComponent> fields, Map<String, Object> submitted, String path, String labelPath,
                         Map<String, Object> values, Map<String, String> labels, Map<String, String> optionLabels) {
        for (FormComponent field : fields) {
            if (!field.isGroup()) {
                labels.put(field.key(), field.label());
            }
            if (field.hideIf() != null && conditions.test(field.hideIf(), submitted)) {
                if (!field.isGroup() && !isEmpty(field, submitted.get(field.key()))) {
                    submission.dropped(field.key(), field.hideIf());
                }
                continue;
            }
            if (field.isGroup()) {
                collect(submission, field.children(), submitted, path, labelPath, values, labels, optionLabels);
                continue;
            }
            Object value = value(field, submitted.get(field.key()), path + field.key(), labelPath + field.label());
            if (value == null) {
                submission.leftEmpty(field.key());
            } else {
                values.put(field.key(), value);
                if (value instanceof String chosen && field.options().containsKey(chosen)) {
                    optionLabels.put(field.key(), field.options().get(chosen));
                }
            }
        }
    }

    private static boolean isEmpty(FormComponent field, Object raw) {
        return raw == null || raw instanceof String text && Texts.stripped(text).isEmpty()
                || LISTS.contains(field.type()) && raw instanceof List<?> list && list.isEmpty();
    }

    private Object value(FormComponent field, Object raw, String path, String label) {
        if (isEmpty(field, raw)) {
            if (field.required() || field.isRepeated()) {
                errors.add(path, label, "为必填项");
            }
            return null;
        }
        return switch (field.type()) {
            case "number" -> number(field, raw, path, label);
            case "datetime" -> day(raw, path, label);
            case "checkbox" -> flag(raw, path, label);
            case "checklist", "taglist" -> choices(field, raw, path, label);
            case "radio", "select" -> choice(field, raw, path, label);
            case "dynamiclist" -> rows(field, raw, path, label);
            default -> text(field, raw, path, label);
        };
    }

    private BigDecimal number(FormComponent field, Object raw, String path, String label) {
        String text = raw instanceof Number || raw instanceof String ? raw.toString().trim() : "";
        BigDecimal number = errors.number(path, label, text);
        if (number == null) {
            return null;
        }
        if (field.min() != null && number.compareTo(field.min()) < 0) {
            errors.add(path, label, "不能小于" + Decimals.plain(field.min()));
            return null;
        }
        if (field.max() != null && number.compareTo(field.max()) > 0) {
            errors.add(path, label, "不能大于" + Decimals.plain(field.max()));
            return null;
        }
        if (field.decimals() != null && number.stripTrailingZeros().scale() > field.decimals()) {
            errors.add(path, label, "最多保留" + field.decimals() + "位小数");
            return null;
        }
        return number;
    }

    private LocalDate day(Object raw, String path, String label) {
        try {
            return ChinaTime.parseDay(raw instanceof Date date ? ChinaTime.dayOf(date.toInstant()).toString() : raw.toString());
        } catch (DateTimeException e) {
            errors.add(path, label, "须为1900年以后的有效日期，格式为 yyyy-MM-dd");
            return null;
        }
    }

    private Boolean flag(Object raw, String path, String label) {
        if (raw instanceof Boolean flag) {
            return flag;
        }
        if ("true".equals(raw) || "false".equals(raw)) {
            return Boolean.valueOf((String) raw);
        }
        errors.add(path, label, "须为 true 或 false");
        return null;
    }

    private String choice(FormComponent field, Object raw, String path, String label) {
        if (field.options().isEmpty()) {
            // The step checks options that it projects itself.
            return text(field, raw, path, label);
        }
        if (raw instanceof String chosen && field.options().containsKey(chosen)) {
            return chosen;
        }
        errors.add(path, label, "只能选择：" + optionsText(field));
        return null;
    }

    private List<String> choices(FormComponent field, Object raw, String path, String label) {
        if (!(raw instanceof List<?> list)) {
            errors.add(path, label, "须为列表");
            return null;
        }
        Set<String> chosen = new HashSet<>();
        for (Object item : list) {
            if (!(item instanceof String value) || !field.options().containsKey(value)) {
                errors.add(path, label, "只能选择：" + optionsText(field));
                return null;
            }
            chosen.add(value);
        }
        return field.options().keySet().stream().filter(chosen::contains).toList();
    }

    private static String optionsText(FormComponent field) {
        List<String> texts = new ArrayList<>();
        field.options().forEach((value, label) -> texts.add(value + "（" + label + "）"));
        return String.join("、", texts);
    }

    private List<Submission> rows(FormComponent field, Object raw, String path, String label) {
        if (!(raw instanceof List<?> list)) {
            errors.add(path, label, "须为列表");
            return null;
        }
        if (list.size() > MAX_ROWS) {
            errors.add(path, label, "最多" + MAX_ROWS + "行");
            return null;
        }
        List<String> keys = FormSchema.of(field.children()).keys();
        List<Submission> rows = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String rowPath = path + "[" + i + "]";
            String rowLabel = label + "第" + (i + 1) + "行";
            if (!(list.get(i) instanceof Map<?, ?> row)) {
                errors.add(rowPath, rowLabel, "须为一组字段");
                continue;
            }
            Map<String, Object> values = new LinkedHashMap<>();
            row.forEach((key, value) -> values.put(String.valueOf(key), value));
            values.keySet().stream().filter(key -> !keys.contains(key))
                    .forEach(key -> errors.add(rowPath + "." + key, rowLabel + key, "不是此表单的字段"));
            rows.add(checkAll(field.children(), values, rowPath + ".", rowLabel));
        }
        return rows;
    }

    private String text(FormComponent field, Object raw, String path, String label) {
        if (!(raw instanceof String typed)) {
            errors.add(path, label, "须为文字，以字符串提交");
            return null;
        }
        String text = normalised(field.key(), Texts.stripped(typed));
        int maxLength = field.maxLength() == null ? DEFAULT_MAX_LENGTH : field.maxLength();
        if (text.codePointCount(0, text.length()) > maxLength) {
            errors.add(path, label, "最多" + maxLength + "个字");
            return null;
        }
        boolean lines = "textarea".equals(field.type());
        String problem = isIdNumber(field.key()) ? !Texts.isClean(text, lines) ? Texts.UNSEEN : IdNumber.isOld(text) ? IdNumber.OLD : null
                : isName(field.key()) && Texts.isClean(text, lines) ? PersonName.problem(text) : Texts.problem(text, lines);
        if (problem == null && !Submission.OPINION.equals(field.key())) {
            // An opinion has to say something only where one is demanded, which its step knows.
            problem = Texts.missingReason(field.key(), text);
        }
        if (problem != null) {
            errors.add(path, label, problem);
            return null;
        }
        if (field.pattern() != null && !field.pattern().matcher(text).matches()) {
            errors.add(path, label, !isIdNumber(field.key()) ? "格式不正确" : IdNumber.isRounded(text) ? IdNumber.ROUNDED : IdNumber.INVALID);
            return null;
        }
        return text;
    }

    /** Normalises identity numbers and names, which have one spelling in all forms. */
    private static String normalised(String key, String text) {
        return isIdNumber(key) ? IdNumber.normalised(text) : isName(key) ? PersonName.normalised(text) : text;
    }

    private static boolean isIdNumber(String key) {
        return key.equals("idNumber") || key.endsWith("IdNumber");
    }

    private static boolean isName(String key) {
        return key.equals("name") || key.equals("headName");
    }
}
