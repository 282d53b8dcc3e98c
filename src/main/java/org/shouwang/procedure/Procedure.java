package org.shouwang.procedure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
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
        return inOrder().filter(field -> key.equals(field.key())).findFirst();
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
        return ProcedureStart.ELEMENT.equals(element) ? model.startForm()
                : model.tasks().stream().filter(task -> task.id().equals(element)).map(ProcessModel.Task::form).findFirst().orElse(null);
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
        return inOrder().map(FormComponent::key).distinct().toList();
    }

    /** Returns the fields of all forms in the order in which they are filled in. */
    private Stream<FormComponent> inOrder() {
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
     * @return its Chinese name there
     */
    public String title(String key, String element) {
        String own = manifest.field(key).title();
        return own != null ? own : field(key, element).map(FormComponent::label).orElse(key);
    }

    /**
     * @param limit a limit of the manifest
     * @return the Chinese name of the day from which it is counted: that of the field with the day, or of the step
     */
    public String startTextOf(Manifest.LimitOf limit) {
        String[] place = limit.from().split("\\.");
        return place.length > 1 ? title(place[1]) : model.tasks().stream().filter(task -> task.id().equals(place[0])).map(task -> task.name() + "之日")
                .findFirst().orElse("发起之日");
    }

    /**
     * @param key a key of {@code data} or of a field
     * @return the type under which its value is kept for lists
     */
    public Manifest.ValueType type(String key) {
        Manifest.ValueType own = manifest.field(key).type();
        if (own != null) {
            return own;
        }
        return switch (field(key).map(FormComponent::type).orElse("")) {
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
     * @return the keys of the fields of the start form that say what the case is about: of a project its number, or what makes it a new one
     */
    public Set<String> subjectFields() {
        return manifest.subject() != SubjectKind.PROJECT ? manifest.subject().fields()
                : isAsked(CaseSubjectReader.PROJECT) ? Set.of(CaseSubjectReader.PROJECT) : CaseSubjectReader.NEW_PROJECT;
    }

    /**
     * Tells whether every task has somebody to do it at a place: a task of a village has nobody if the case is about a township as
     * a whole.
     *
     * @param place a place
     */
    boolean suits(Village place) {
        return model.tasks().stream().map(ProcessModel.Task::group).allMatch(groups -> groups == null || Stream.of(groups.split(","))
                .anyMatch(group -> (!group.contains("${villageCode}") || !place.name().isEmpty())
                        && (!group.contains("${townshipCode}") || place.townshipCode() != null)));
    }

    /**
     * Returns the groups of a task that is done once by each of several posts.
     *
     * @param task  such a task
     * @param posts the posts that its field names
     * @param place the place of the case
     * @return the groups of the posts, in the same order
     */
    static List<String> groups(ProcessModel.Task task, List<String> posts, Village place) {
        String group = task.group().replace("${villageCode}", place.code()).replace("${townshipCode}", String.valueOf(place.townshipCode()))
                .replace("${countyCode}", place.countyCode());
        return posts.stream().map(post -> group.replace("${" + task.each().variable() + "}", post)).toList();
    }

    /**
     * @param task the element id of a task
     * @return whether the task is done once by each of several posts
     */
    boolean isForEach(String task) {
        return model.tasks().stream().anyMatch(each -> each.id().equals(task) && each.each() != null);
    }

    /**
     * @param task a task
     * @return its groups with the place in them; those of each post that may be chosen for it
     */
    public Stream<String> groups(ProcessModel.Task task) {
        Stream<String> groups = task.group() == null ? Stream.of() : Stream.of(task.group().split(","));
        return task.each() == null ? groups : groups.flatMap(group -> field(task.each().field()).map(FormComponent::options).orElse(Map.of()).keySet().stream()
                .map(post -> group.replace("${" + task.each().variable() + "}", post)));
    }

    /**
     * @param post a post
     * @return whether the procedure has a task for which such a post may be chosen
     */
    boolean mayBeChosen(Post post) {
        return post.regionCode() != null && model.tasks().stream().filter(task -> task.each() != null).flatMap(this::groups)
                .anyMatch(group -> group.replaceAll("\\$\\{\\w+}", post.regionCode()).equals(post.group()));
    }

    /**
     * @param user  a user
     * @param place a place; null for any
     * @return whether the user may start the procedure there
     */
    public boolean mayBeStartedBy(CurrentUser user, Village place) {
        return startingPosts(user).stream().anyMatch(post -> place == null
                || (post.role() == Role.PARTNER ? user.servesCounty(place.code()) : post.covers(place.code()) || place.code().startsWith(post.regionCode())));
    }

    /**
     * @param user a user
     * @return the beginnings of the codes of the places in which the user may start the procedure
     */
    public List<String> startingRegions(CurrentUser user) {
        return startingPosts(user).stream().flatMap(post -> post.role() == Role.PARTNER ? user.servedCounties().stream()
                : Stream.of(post.regionCode() == null || post.role() == Role.CITY ? "" : post.regionCode())).distinct().toList();
    }

    /**
     * @return the roles of which somebody may start the procedure
     */
    public Set<Role> startingRoles() {
        return Stream.of(Role.values()).filter(role -> manifest.start().by().stream().anyMatch(post -> post.split(":")[0].equals(role.group())))
                .collect(Collectors.toSet());
    }

    private List<Post> startingPosts(CurrentUser user) {
        return ended ? List.of() : user.posts().stream().filter(post -> manifest.start().by().contains(nameOf(post))).toList();
    }

    /**
     * Tells whether a user may read a value of a case that the user may see. If the manifest does not say who reads personal values,
     * only those do who fill in a task.
     *
     * @param key     a field's key
     * @param user    the user
     * @param atTask  whether the user fills in a task of the case
     * @param present the present values of the case, which name its units
     */
    public boolean isReadBy(String key, CurrentUser user, boolean atTask, Map<String, Object> present) {
        return !manifest.field(key).personal() || (manifest.personalSeenBy().isEmpty() ? atTask : isReader(user, present));
    }

    /**
     * @param user    the user
     * @param present the present values of a case, which name its units
     * @return whether {@code personalSeenBy} names the user among those who read the personal values of the case
     */
    public boolean isReader(CurrentUser user, Map<String, Object> present) {
        return user.posts().stream().anyMatch(post -> manifest.personalSeenBy().contains(nameOf(post))
                || manifest.personalSeenBy().stream().anyMatch(unit -> post.group().equals(present.get(unit))));
    }

    /**
     * Returns who sees a case of a procedure whose cases are closed to their place.
     *
     * @param place   the place of the case
     * @param present its present values, which name its units
     */
    CaseFile.Closed closed(Village place, Map<String, Object> present) {
        List<String> barred = groups(Stream.ofNullable(manifest.closed().barred()), place, present).toList();
        List<String> readers = groups(manifest.closed().readBy().stream(), place, present).filter(group -> !barred.contains(group)).toList();
        // Administrators look after cases that stick.
        return new CaseFile.Closed(readers, Stream.of(readers.stream(), groups(manifest.closed().seenBy().stream(), place, present), Stream.of(Role.ADMIN.group()))
                .flatMap(groups -> groups).filter(group -> !barred.contains(group)).distinct().toList(), barred);
    }

    private static Stream<String> groups(Stream<String> names, Village place, Map<String, Object> present) {
        return names.map(name -> {
            String[] parts = name.split(":");
            Optional<Role> role = Stream.of(Role.values()).filter(each -> each.group().equals(parts[0])).findFirst();
            return role.isEmpty() ? present.get(name) : new Post(role.get(), switch (role.get()) {
                case VILLAGE -> place.code();
                case TOWNSHIP -> place.townshipCode();
                case CITY -> Post.CITY.regionCode();
                default -> place.countyCode();
            }, parts.length > 1 ? parts[1] : null).group();
        }).filter(Objects::nonNull).map(Object::toString);
    }

    /** Returns a post as manifests name it. */
    static String nameOf(Post post) {
        return post.role() == Role.DEPARTMENT ? post.role().group() + ":" + post.department() : post.role().group();
    }

    /**
     * Tells whether a case that is not sent back may come to a task.
     *
     * @param open the element ids of its open tasks; those of a notice tell nothing
     * @param task the element id of a task
     */
    public boolean mayFollow(List<String> open, String task) {
        Set<String> own = model.tasks().stream().map(ProcessModel.Task::id).filter(open::contains).collect(Collectors.toSet());
        return own.isEmpty() || own.contains(task) || follows(own, task, task, new HashSet<>());
    }

    /** Walks back to an open task, by tasks that stand before {@code task} in the path. */
    private boolean follows(Set<String> open, String element, String task, Set<String> seen) {
        return model.before(element).stream().map(ProcessModel.Before::element).filter(before -> before != null && seen.add(before + "<" + task))
                .anyMatch(before -> !before.startsWith("userTask_") ? follows(open, before, task, seen)
                        : placeOf(before) < placeOf(task) && (open.contains(before) || follows(open, before, before, seen)));
    }

    /** Returns the place of a task in the path; tasks that the path does not name stand behind. */
    private int placeOf(String task) {
        return (int) manifest.path().stream().takeWhile(step -> !step.task().equals(task)).count();
    }

    /**
     * @param post a post
     * @return whether the procedure has a task for such a post; departments of the city have none
     */
    public boolean isWorkOf(Post post) {
        return post.countyCode() != null && model.tasks().stream().map(ProcessModel.Task::group)
                .anyMatch(groups -> groups != null && List.of(groups.replaceAll("\\$\\{\\w+}", post.regionCode()).split(",")).contains(post.group()));
    }
}
