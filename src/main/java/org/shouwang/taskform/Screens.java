package org.shouwang.taskform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.engine.FormComponent;
import org.shouwang.shared.FieldError;

/** A form cut into screens for a phone: each has one group of questions, with the texts that stand before it. */
public final class Screens {

    private Screens() {
    }

    /**
     * Cuts a form into screens.
     *
     * @param parts the form as it is shown now
     * @return the screens that can be filled in now, in order
     */
    public static List<List<FormPart>> of(List<FormPart> parts) {
        List<List<FormPart>> screens = new ArrayList<>();
        List<FormPart> before = new ArrayList<>();
        for (FormPart part : parts) {
            if (!part.shown()) {
                continue;
            }
            if (!part.isReading()) {
                List<FormPart> screen = new ArrayList<>(before);
                screen.add(part);
                screens.add(screen);
                before.clear();
            } else if ("text".equals(part.is().type()) || "html".equals(part.is().type())) {
                before.add(part);
            }
        }
        return screens;
    }

    /**
     * Returns the id of the group of questions that a screen has, by which a screen is known wherever it stands.
     *
     * @param screen the screen
     * @return the id
     */
    public static String groupOf(List<FormPart> screen) {
        return screen.get(screen.size() - 1).is().id();
    }

    /**
     * Finds the screen of a group of questions, whose place depends on what is filled in.
     *
     * @param screens the screens
     * @param group   the id of the group as it was sent
     * @return the place of its screen, from 0; -1 if the form has no such screen now
     */
    public static int at(List<List<FormPart>> screens, String group) {
        return screens.stream().map(Screens::groupOf).toList().indexOf(group);
    }

    /**
     * Returns what is filled in after a screen was sent.
     *
     * @param values what was filled in before
     * @param screen the screen
     * @param sent   what was sent, by name
     * @return the values with those of the screen in place of its earlier ones
     */
    public static Map<String, Object> merged(Map<String, Object> values, List<FormPart> screen, Map<String, String[]> sent) {
        List<FormComponent> asked = screen.stream().map(FormPart::is).toList();
        Map<String, Object> merged = new LinkedHashMap<>(values);
        keys(asked).forEach(merged::remove);
        merged.putAll(FormInput.read(asked, sent));
        return merged;
    }

    /**
     * Finds the screen of a field.
     *
     * @param screens the screens
     * @param field   the name of a field that is wrong
     * @return the place of its screen, from 0; 0 if it stands on none
     */
    public static int with(List<List<FormPart>> screens, String field) {
        String key = field.replaceFirst("\\[.*", "");
        for (int i = 0; i < screens.size(); i++) {
            if (keys(screens.get(i).stream().map(FormPart::is).toList()).contains(key)) {
                return i;
            }
        }
        return 0;
    }

    /**
     * Picks what is wrong on a screen.
     *
     * @param screen the screen
     * @param errors what is wrong with the form
     * @return the errors of the screen's fields in the order in which the fields stand
     */
    public static List<FieldError> wrongOn(List<FormPart> screen, List<FieldError> errors) {
        List<String> names = names(screen);
        return errors.stream().filter(error -> names.contains(error.field()))
                .sorted(Comparator.comparingInt(error -> names.indexOf(error.field()))).toList();
    }

    /**
     * Finds the row that was added last to a repeated group, so that the page can go to it.
     *
     * @param screen a screen
     * @param key    the group's key
     * @return the name of the row's first field; empty if there is no such row
     */
    public static Optional<String> lastRow(List<FormPart> screen, String key) {
        return screen.stream().flatMap(part -> part.is().isGroup() ? part.parts().stream() : Stream.of(part))
                .filter(part -> part.is().isRepeated() && part.is().key().equals(key) && !part.rows().isEmpty())
                .map(part -> part.rows().get(part.rows().size() - 1).parts().get(0).name()).findFirst();
    }

    /**
     * Returns what is filled in, so that it can be looked through before it is sent.
     *
     * @param screens the screens of a form
     * @return the fields that are seen, with their values as people read them; a repeated row is one line
     */
    public static List<TaskView.Fact> answers(List<List<FormPart>> screens) {
        return screens.stream().flatMap(List::stream).flatMap(Screens::answers).toList();
    }

    private static Stream<TaskView.Fact> answers(FormPart part) {
        if (!part.shown()) {
            return Stream.empty();
        }
        if (part.is().isGroup()) {
            return part.parts().stream().flatMap(Screens::answers);
        }
        if (part.is().isRepeated()) {
            return part.rows().stream().map(row -> new TaskView.Fact(part.is().label() + "（" + row.number() + "）",
                    row.parts().stream().flatMap(Screens::answers).map(TaskView.Fact::text).collect(Collectors.joining("，"))));
        }
        return part.is().isInput() ? Stream.of(new TaskView.Fact(part.is().label(), answer(part))) : Stream.empty();
    }

    private static String answer(FormPart part) {
        if ("checkbox".equals(part.is().type())) {
            return "true".equals(part.value()) ? "是" : "否";
        }
        String text = part.choices().isEmpty() ? part.value()
                : part.choices().stream().filter(FormPart.Choice::chosen).map(FormPart.Choice::label).collect(Collectors.joining("、"));
        return text.isBlank() ? "未填" : part.is().suffix() == null ? text : text + " " + part.is().suffix();
    }

    private static List<String> names(List<FormPart> parts) {
        List<String> names = new ArrayList<>();
        parts.forEach(part -> {
            names.addAll(names(part.parts()));
            part.rows().forEach(row -> names.addAll(names(row.parts())));
            names.add(part.name());
        });
        return names;
    }

    private static Set<String> keys(List<FormComponent> components) {
        Set<String> keys = new HashSet<>();
        components.forEach(component -> {
            if (component.isGroup()) {
                keys.addAll(keys(component.children()));
            } else if (component.isInput()) {
                keys.add(component.key());
            }
        });
        return keys;
    }
}
