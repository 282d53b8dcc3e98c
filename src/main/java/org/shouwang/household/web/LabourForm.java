package org.shouwang.household.web;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.shouwang.household.Health;
import org.shouwang.household.Labour;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Texts;

/**
 * A change of a member's ability to work as a user typed it. A missing day means today, and a missing health means that it has
 * not changed.
 *
 * @param health  the name of a {@link Health}, or empty
 * @param labour  the name of a {@link Labour}
 * @param foundOn the day on which the change was found, or empty
 * @param reason  the reason for the change
 */
record LabourForm(String health, String labour, String foundOn, String reason) {

    private static final int MAX_REASON = 500;

    /** A change that could be read. Whether it makes sense is decided when it is recorded. */
    record Change(Health health, Labour labour, LocalDate foundOn, String reason) {
    }

    Change read(Health before, LocalDate today) {
        FieldErrors errors = new FieldErrors();
        Health readHealth = isEmpty(health) ? before
                : option(Health.values(), Health::title, health, "health", "健康状况", errors);
        Labour readLabour = option(Labour.values(), Labour::title, labour, "labour", "劳动能力", errors);
        LocalDate day = Objects.requireNonNullElse(errors.day("foundOn", "发现日期", foundOn), today);
        String text = null;
        try {
            text = Texts.required(reason, "reason", "变化原因", MAX_REASON);
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> errors.add(error.field(), error.label(), error.message()));
        }
        errors.throwIfAny();
        return new Change(readHealth, readLabour, day, text);
    }

    private static <E extends Enum<E>> E option(E[] options, Function<E, String> title, String text, String field, String label,
                                                FieldErrors errors) {
        if (isEmpty(text)) {
            errors.add(field, label, "为必填项");
            return null;
        }
        return Arrays.stream(options).filter(option -> option.name().equals(text)).findFirst().orElseGet(() -> {
            List<String> known = Arrays.stream(options).map(option -> option.name() + "（" + title.apply(option) + "）").toList();
            errors.add(field, label, "须为以下之一：" + String.join("、", known));
            return null;
        });
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }
}
