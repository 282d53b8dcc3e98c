package org.shouwang.taskform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.shouwang.engine.FormComponent;

/**
 * A component of a form as a page shows it now.
 *
 * @param is      the component
 * @param name    the name under which its value is sent, such as {@code members[0].name}; its id on the page too
 * @param shown   whether its condition lets it be seen
 * @param varies  whether that depends on what is filled in
 * @param drives  whether other components depend on its value
 * @param value   its value as text; empty if it has none
 * @param choices the values that can be chosen
 * @param markup  the markup of a text; null for others
 * @param cells   the texts in the rows of a table
 * @param rows    the rows of a repeated group
 * @param parts   the components inside a group
 * @param kept    the names and values of what was filled in and is hidden now
 * @param error   what is wrong with the value, in Chinese, or null
 */
public record FormPart(FormComponent is, String name, boolean shown, boolean varies, boolean drives, String value,
                       List<Choice> choices, String markup, List<List<String>> cells, List<Row> rows, List<FormPart> parts,
                       List<Kept> kept, String error) {

    /**
     * A value that can be chosen.
     *
     * @param value  the value
     * @param label  its Chinese name
     * @param chosen whether it is chosen
     */
    public record Choice(String value, String label, boolean chosen) {
    }

    /**
     * A row of a repeated group.
     *
     * @param name   the name of the row, such as {@code members[0]}
     * @param number its place as people count; the first is 1
     * @param parts  the components in it
     */
    public record Row(String name, int number, List<FormPart> parts) {
    }

    /**
     * A value that is sent although it is hidden, so that it is still there if it is shown again.
     *
     * @param name  the name under which it is sent
     * @param value the value
     */
    public record Kept(String name, String value) {
    }

    /**
     * @param parts  the parts of a form as they are now
     * @param hidden the ids of the components that the page hides
     * @param list   the key of a list whose rows have changed, or null
     * @return those parts that the page has to show in another way
     */
    public static List<FormPart> changed(List<FormPart> parts, Set<String> hidden, String list) {
        List<FormPart> changed = new ArrayList<>();
        for (FormPart part : parts) {
            if (part.varies() && part.shown() == hidden.contains(part.is().id()) || list != null && list.equals(part.is().key())) {
                changed.add(part);
            } else {
                changed.addAll(changed(part.parts(), hidden, list));
            }
        }
        return changed;
    }

    /**
     * @return whether the whole component is a text that was filled in elsewhere, so that nothing can be typed
     */
    public boolean isReading() {
        return !is.takesInput();
    }

    /**
     * @return what stands behind the label if a rule asks for the field, such as （经营性项目必填）; empty otherwise
     */
    public String neededWhen() {
        return is.needed() == null ? "" : "（" + is.needed() + "）";
    }

    /**
     * @return whether the component is a field that only tells what was computed
     */
    public boolean isTold() {
        return is.disabled() && choices.isEmpty() && !is.isRepeated();
    }

    /**
     * @return the Chinese name of what is chosen; empty if nothing is
     */
    public String chosenLabel() {
        return choices.stream().filter(Choice::chosen).map(Choice::label).findFirst().orElse("");
    }

    /**
     * @return the kind of keyboard that a phone shows for the value
     */
    public String keyboard() {
        return is.decimals() != null && is.decimals() == 0 ? "numeric" : "decimal";
    }
}
