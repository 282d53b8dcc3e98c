package org.shouwang.procedure.lint;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.engine.FormComponent;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;

/** What the model and the forms of a folder have, which the manifest may name. */
final class Names {

    private static final String START = "start";

    private final Procedure procedure;
    private final Faults faults;
    private final Set<String> known = new HashSet<>();

    Names(Procedure procedure, Faults faults) {
        Manifest manifest = procedure.manifest();
        this.procedure = procedure;
        this.faults = faults;
        procedure.fields().forEach(field -> known.add(field.key()));
        known.addAll(manifest.keys(field -> field.value() != null));
        manifest.tables().forEach(table -> known.addAll(table.outputs().values()));
        manifest.unitFields().forEach(key -> known.add(key + "Name"));
    }

    boolean isKnown(String key) {
        return known.contains(key);
    }

    /** Adds a fault of the manifest unless all is sound. */
    void require(boolean sound, String near, String what, String mend) {
        faults.require(sound, ProcedureFolder.MANIFEST, near, what, mend);
    }

    /** Requires something of each of some words, for which {@code %s} stands in what is said. */
    void each(Collection<String> words, Predicate<String> sound, UnaryOperator<String> near, String what, String mend) {
        words.forEach(word -> require(sound.test(word), near.apply(word), what.formatted(word), mend));
    }

    /** Returns the keys of the fields in the form of a task, or of the start. */
    Set<String> at(String element) {
        return procedure.fields(procedure.formOf(element)).stream().map(FormComponent::key).collect(Collectors.toSet());
    }

    /** Returns what can be chosen in a field, in all forms that have it; nothing for no field. */
    Set<String> optionsOf(String key) {
        return Stream.ofNullable(key).flatMap(each -> choices(procedure, each).stream()).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Returns what can be chosen in a field, by each form in which it is a choice. */
    static List<Set<String>> choices(Procedure procedure, String key) {
        return procedure.fields().filter(field -> key.equals(field.key()) && !field.options().isEmpty()).map(field -> field.options().keySet()).toList();
    }

    /** Checks that decisions can be taken. */
    void options(Set<String> options, Collection<String> named) {
        each(named, options::contains, code -> code, "nobody can decide %s", "take one of the form's options: " + Faults.sorted(options));
    }

    /** Checks the element id of a task; null and the start need no task. */
    void task(String task) {
        require(task == null || START.equals(task) || procedure.model().task(task).isPresent(), task, "the model has no task " + task, "correct the id");
    }

    /** Checks that there is a field, wherever it is filled in; null names nothing. */
    void field(String key, String near) {
        field(known, key, near);
    }

    /** Checks that a key is one of the fields at a place; null names nothing. */
    void field(Set<String> here, String key, String near) {
        if (key != null && !known.contains(key)) {
            faults.add(ProcedureFolder.MANIFEST, near, "no form has the field " + key, "correct the key, or add the field");
        } else if (key != null && !here.contains(key)) {
            faults.add(ProcedureFolder.MANIFEST, near, "the field " + key + " is not in the form that is filled in here",
                    "add it to that form, or name another");
        }
    }

    /** Checks that a field has a day; that there is such a field is checked elsewhere. */
    void day(String key, String near) {
        require(!known.contains(key) || procedure.type(key) == Manifest.ValueType.DAY, near, key + " is no day", "name a field with a day");
    }

    /** Checks a task, and the field with a day behind a point, which is one of those given; null if it may stand in any form. */
    void place(String place, Set<String> fields) {
        String[] parts = place.split("\\.");
        task(parts[0]);
        if (parts.length > 1) {
            field(fields == null ? known : fields, parts[1], place);
            day(parts[1], place);
        }
    }
}
