package org.shouwang.procedure;

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
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** Who reads what of a case of a procedure. */
@Component
record CaseReaders(Values values, ForEach posts, TaskDecisions decisions, CurrentUsers users) {

    /** Tells whether the user who has signed in reads the names of persons and what was written freely. */
    boolean isReadInFull(Procedure procedure, CaseFile item) {
        return item.closed() != null ? item.isReadBy(users.get())
                : !procedure.manifest().hidesName() || isReader(procedure, users.get(), groupsOf(procedure, item));
    }

    /** Whoever does tasks of a case sees its files; if only some read what is personal, files are for them, since they show it. */
    boolean showsFiles(Procedure procedure, CaseFile item, CurrentUser user) {
        return procedure.manifest().personalSeenBy().isEmpty()
                ? user.covers(item.villageCode()) || user.posts().stream().anyMatch(post -> isSeenBy(procedure, item, post))
                : isReader(procedure, user, groupsOf(procedure, item));
    }

    /** Returns the keys of what the posts of the user have filled in last or are told, who reads nothing else of a closed case; null if there is more. */
    Set<String> only(Procedure procedure, CaseFile item, boolean full, Map<String, String> places) {
        return full || item.closed() == null ? null : Stream.concat(filledIn(procedure, item, places).stream(),
                Closed.toldTo(users.get(), procedure).stream()).collect(Collectors.toSet());
    }

    /**
     * Returns the keys of what the posts of the user have filled in last. The places say at which task each field was filled in last: others may
     * have filled it in since.
     */
    Set<String> filledIn(Procedure procedure, CaseFile item, Map<String, String> places) {
        List<String> own = users.get().posts().stream().map(Post::group).toList();
        Map<String, TaskDecision> last = decisions.of(item.caseNo()).stream().filter(TaskDecision::stands)
                .collect(Collectors.toMap(TaskDecision::elementId, each -> each, (before, after) -> after));
        return procedure.model().tasks().stream().filter(task -> last.containsKey(task.id()) && own.contains(last.get(task.id()).decidedAs()))
                .flatMap(task -> procedure.fields(task.form()).stream().filter(field -> !field.disabled() && !field.readonly()
                        && task.id().equals(places.get(field.key())))).map(FormComponent::key).collect(Collectors.toSet());
    }

    /** Tells whether a post that does tasks of the procedure sees a case. */
    boolean isSeenBy(Procedure procedure, CaseFile item, Post post) {
        if (post.regionCode() == null) {
            return false;
        }
        Map<String, Object> groups = groupsOf(procedure, item);
        return item.villageCode().startsWith(post.regionCode()) && (isWorkOf(procedure, post) || posts.isGiven(item, post))
                || procedure.manifest().groups().stream().anyMatch(key -> post.group().equals(groups.get(key)));
    }

    /** Returns the groups of the posts that do tasks of a case, by their keys, with what else lists show of it. */
    private Map<String, Object> groupsOf(Procedure procedure, CaseFile item) {
        return procedure.manifest().groups().isEmpty() && procedure.manifest().personalSeenBy().isEmpty() ? Map.of()
                : values.of(List.of(item.caseNo())).getOrDefault(item.caseNo(), Map.of());
    }

    /**
     * Tells whether a user may read a value of a case that the user may see. If the manifest does not say who reads personal values,
     * only those do who fill in a task.
     *
     * @param procedure the version of the case's procedure
     * @param key       a field's key
     * @param user      the user
     * @param atTask    whether the user fills in a task of the case
     * @param present   the present values of the case, which name its units
     */
    static boolean isReadBy(Procedure procedure, String key, CurrentUser user, boolean atTask, Map<String, Object> present) {
        return !procedure.manifest().field(key).personal() || (procedure.manifest().personalSeenBy().isEmpty() ? atTask : isReader(procedure, user, present));
    }

    /**
     * @param procedure the version of the case's procedure
     * @param user      the user
     * @param present   the present values of a case, which name its units
     * @return whether {@code personalSeenBy} names the user among those who read the personal values of the case
     */
    static boolean isReader(Procedure procedure, CurrentUser user, Map<String, Object> present) {
        return user.posts().stream().anyMatch(post -> procedure.manifest().personalSeenBy().contains(nameOf(post))
                || procedure.manifest().personalSeenBy().stream().anyMatch(unit -> post.group().equals(present.get(unit))));
    }

    /**
     * Returns who sees a case of a procedure whose cases are closed to their place.
     *
     * @param procedure the version of its procedure
     * @param place     the place of the case
     * @param present   its present values, which name its units
     */
    static CaseFile.Closed closed(Procedure procedure, Village place, Map<String, Object> present) {
        List<String> barred = groups(Stream.ofNullable(procedure.manifest().closed().barred()), place, present).toList();
        List<String> readers = groups(procedure.manifest().closed().readBy().stream(), place, present).filter(group -> !barred.contains(group)).toList();
        // Administrators look after cases that stick.
        return new CaseFile.Closed(readers, Stream.of(readers.stream(), groups(procedure.manifest().closed().seenBy().stream(), place, present), Stream.of(Role.ADMIN.group()))
                .flatMap(groups -> groups).filter(group -> !barred.contains(group)).distinct().toList(), barred);
    }

    /** Returns the groups of posts as manifests name them at a place, and of units that present values name; those of units that are not there are left out. */
    static Stream<String> groups(Stream<String> names, Village place, Map<String, Object> present) {
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
     * @param procedure a procedure
     * @param post      a post
     * @return whether the procedure has a task for such a post; departments of the city have none
     */
    static boolean isWorkOf(Procedure procedure, Post post) {
        return post.countyCode() != null && procedure.model().tasks().stream().map(ProcessModel.Task::group)
                .anyMatch(groups -> groups != null && List.of(groups.replaceAll("\\$\\{\\w+}", post.regionCode()).split(",")).contains(post.group()));
    }
}
