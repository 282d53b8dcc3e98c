package org.shouwang.procedure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessModel;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.Decimals;

/**
 * One version of a procedure: what its manifest, its model and its forms say together.
 *
 * @param manifest the manifest
 * @param model    the model
 * @param forms    the components of the forms by the ids of the forms
 * @param ended    whether no case begins any more, since the folder is gone or broken; those that have begun go on
 */
public record Procedure(Manifest manifest, ProcessModel model, Map<String, List<FormComponent>> forms, boolean ended) {

    private static final Map<String, String> YES_NO = Map.of("true", "是", "false", "否");

    /**
     * Reads a version.
     *
     * @param folder   its files
     * @param manifest its manifest
     * @param json     reads the forms
     * @return the version
     */
    public static Procedure of(ProcedureFolder folder, Manifest manifest, ObjectMapper json) {
        Map<String, List<FormComponent>> forms = new LinkedHashMap<>();
        folder.ending(".form").forEach(file -> forms.put(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')),
                FormComponent.read(new ByteArrayInputStream(folder.files().get(file)), json)));
        return new Procedure(manifest, ProcessModel.read(folder.files().get(folder.model())), forms, false);
    }

    /**
     * @return this version of a procedure of which no case begins any more
     */
    public Procedure asEnded() {
        return new Procedure(manifest, model, forms, true);
    }

    /**
     * @return the key of the process
     */
    public String key() {
        return manifest.key();
    }

    /**
     * Finds the declaration of a field. If several forms have it, the one in which it is filled in first counts.
     *
     * @param key a field's key
     * @return the component; empty if no form has the field
     */
    public Optional<FormComponent> field(String key) {
        return fields().filter(field -> key.equals(field.key())).findFirst();
    }

    /**
     * Finds the declaration of a field where it was filled in, since another form may name the field or its choices differently.
     *
     * @param key     a field's key
     * @param element the element id of the task, {@code start}, or null if that is not known
     * @return the component; that of the first form if the one of the task does not have the field
     */
    public Optional<FormComponent> field(String key, String element) {
        return fields(formOf(element)).stream().filter(field -> key.equals(field.key())).findFirst().or(() -> field(key));
    }

    /**
     * @param element the element id of a task, {@code start}, or null
     * @return the id of its form; null if there is none
     */
    public String formOf(String element) {
        return ProcedureStart.ELEMENT.equals(element) ? model.startForm() : model.task(element).map(ProcessModel.Task::form).orElse(null);
    }

    /**
     * @param form the id of a form
     * @return its fields, with those inside groups but not those of repeated rows
     */
    public List<FormComponent> fields(String form) {
        return forms.getOrDefault(form, List.of()).stream().flatMap(Procedure::inputs).toList();
    }

    private static Stream<FormComponent> inputs(FormComponent component) {
        return component.isGroup() ? component.children().stream().flatMap(Procedure::inputs)
                : component.isInput() || component.disabled() && component.key() != null ? Stream.of(component)
                : Stream.empty();
    }

    /**
     * @return the keys of the fields in the order in which they are filled in
     */
    public List<String> keys() {
        return fields().map(FormComponent::key).distinct().toList();
    }

    /**
     * @return the fields of all forms in the order in which they are filled in, with those inside groups but not those of repeated rows;
     *     a field that several forms have comes several times
     */
    public Stream<FormComponent> fields() {
        return Stream.concat(Stream.of(model.startForm()), model.tasks().stream().map(ProcessModel.Task::form)).flatMap(form -> fields(form).stream());
    }

    /**
     * @param key a key of {@code data} or of a field
     * @return its Chinese name
     */
    public String title(String key) {
        return title(key, null);
    }

    /**
     * @param key     a key of {@code data} or of a field
     * @param element the element id of the task in which it was filled in, {@code start}, or null if that is not known
     * @return its Chinese name there, without the remark of a form that it may be left empty
     */
    public String title(String key, String element) {
        String own = manifest.field(key).title();
        return own != null ? own : field(key, element).map(FormComponent::label).map(label -> label.replaceAll("（[^（）]*选填）$", "")).orElse(key);
    }

    /**
     * @param key a key of {@code data} or of a field
     * @return the type under which its value is kept for lists
     */
    public Manifest.ValueType type(String key) {
        Manifest.ValueType own = manifest.field(key).type();
        return own != null ? own : switch (field(key).map(FormComponent::type).orElse("")) {
            case "number" -> Manifest.ValueType.NUMBER;
            case "datetime" -> Manifest.ValueType.DAY;
            default -> Manifest.ValueType.TEXT;
        };
    }

    /**
     * @param key     a key of {@code data} or of a field
     * @param element the element id of the task in which it was filled in, {@code start}, or null if that is not known
     * @return the words for its values: those of the manifest, or the labels of the field's choices; empty if people read what is kept
     */
    public Map<String, String> words(String key, String element) {
        Map<String, String> own = manifest.field(key).words();
        Optional<FormComponent> field = field(key, element);
        return !own.isEmpty() ? own : field.map(FormComponent::type).filter("checkbox"::equals).isPresent() ? YES_NO
                : field.map(FormComponent::options).orElse(Map.of());
    }

    /**
     * Returns a value as people read it.
     *
     * @param key   a key of {@code data} or of a field
     * @param value the value as it is kept
     * @return the words for it; otherwise the value as a text; null if there is none
     */
    public String shown(String key, Object value) {
        return shown(key, null, value);
    }

    /**
     * Returns a value as people read it where it was filled in.
     *
     * @param key     a key of {@code data} or of a field
     * @param element the element id of the task in which it was filled in, {@code start}, or null if that is not known
     * @param value   the value as it is kept
     * @return the words for it; otherwise the value as a text; null if there is none
     */
    public String shown(String key, String element, Object value) {
        if (value == null) {
            return null;
        }
        Map<String, String> words = value instanceof Boolean ? YES_NO : words(key, element);
        return (value instanceof List<?> several ? several.stream() : Stream.of(value))
                .map(each -> each instanceof BigDecimal number ? Decimals.plain(number.stripTrailingZeros()) : String.valueOf(each))
                .map(each -> words.getOrDefault(each, each)).collect(Collectors.joining("、"));
    }

    /**
     * @return the components of the start form
     */
    public List<FormComponent> startForm() {
        return forms.getOrDefault(model.startForm(), List.of());
    }

    /**
     * @param key the key of a field
     * @return whether the start form has the field
     */
    public boolean isAsked(String key) {
        return startForm().stream().flatMap(Procedure::inputs).anyMatch(field -> key.equals(field.key()));
    }

    /**
     * @param task a task
     * @return its groups with the place in them; those of each post that may be chosen for it
     */
    public Stream<String> groups(ProcessModel.Task task) {
        Stream<String> groups = task.group() == null ? Stream.of() : Stream.of(task.group().split(","));
        return task.each() == null ? groups : groups.flatMap(group -> field(task.each().field()).map(FormComponent::options).orElse(Map.of())
                .keySet().stream().map(post -> group.replace("${" + task.each().variable() + "}", post)));
    }

    /**
     * @param user  a user
     * @param place a place; null for any
     * @return whether the user may start the procedure there
     */
    public boolean mayBeStartedBy(CurrentUser user, Village place) {
        return startingPosts(user).stream().anyMatch(post -> place == null
                || (post.role() == Role.PARTNER ? user.servesCounty(place.code()) : post.covers(place.code())
                        || place.code().startsWith(post.regionCode())));
    }

    /**
     * @param user a user
     * @return the beginnings of the codes of the places in which the user may start the procedure
     */
    public List<String> startingRegions(CurrentUser user) {
        return startingPosts(user).stream().flatMap(post -> post.role() == Role.PARTNER ? user.servedCounties().stream()
                : Stream.of(post.regionCode() == null || post.role() == Role.CITY ? "" : post.regionCode())).distinct().toList();
    }

    private List<Post> startingPosts(CurrentUser user) {
        return ended ? List.of() : user.posts().stream().filter(post -> manifest.start().by().contains(CaseReaders.nameOf(post))).toList();
    }

    /** Tells whether a case with open tasks may come to another one without being sent back. */
    boolean mayFollow(List<String> open, String task) {
        return model.mayFollow(open, task, manifest.path().stream().map(Manifest.PathStep::task).toList());
    }
}
