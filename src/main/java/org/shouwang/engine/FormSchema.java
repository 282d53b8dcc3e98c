package org.shouwang.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * A deployed form. It is the one description of the fields, for the browser, for the product's own pages and for the check on
 * the server.
 *
 * @param components everything that the form shows
 * @param fields     the components that are submitted, and the groups that contain such components
 */
record FormSchema(List<FormComponent> components, List<FormComponent> fields) {

    static FormSchema read(InputStream form, ObjectMapper json) {
        try (form) {
            return of(FormComponent.read(json.readTree(form).path("components")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FormSchema of(List<FormComponent> components) {
        return new FormSchema(components, fieldsOf(components));
    }

    /** Returns the keys of all fields, whether visible or not. */
    List<String> keys() {
        return inputs().map(FormComponent::key).toList();
    }

    /** Returns all fields, whether visible or not, without the groups in which they stand. */
    Stream<FormComponent> inputs() {
        return fields.stream().flatMap(FormSchema::inputs);
    }

    private static Stream<FormComponent> inputs(FormComponent field) {
        return field.isGroup() ? field.children().stream().flatMap(FormSchema::inputs) : Stream.of(field);
    }

    static List<FormComponent> fieldsOf(List<FormComponent> components) {
        return components.stream().filter(component -> component.isInput() || component.isGroup() && component.takesInput())
                .map(FormComponent::withFieldsOnly).toList();
    }
}
