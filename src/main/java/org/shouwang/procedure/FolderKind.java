package org.shouwang.procedure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.outbox.EventType;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The properties of the cases of a procedure, as its manifest says them. A procedure with a program of its own may have a kind that
 * says more.
 */
public class FolderKind implements CaseKind {

    /** What is written freely at any step, and may say what only some read. */
    private static final Set<String> WRITTEN = Set.of("opinion", "refusalReason", "reason");    /** What stands behind the name of a value that is asked for and not decided. */
    private static final String REQUESTED = "（申请中，尚未批准）";

    /** The place of the first event among all events; those of procedures stand behind the product's own. */
    private static final int EVENTS_FROM = 1000;

    private final Manifest manifest;
    private final Map<String, Manifest.Ending> former;
    private final ObjectProvider<Parts> parts;

    /**
     * @param manifest the present version
     * @param former   endings that only former versions have, whose cases go on
     * @param parts    what the kinds of all procedures use
     */
    protected FolderKind(Manifest manifest, Map<String, Manifest.Ending> former, ObjectProvider<Parts> parts) {
        this.manifest = manifest;
        this.former = former;
        this.parts = parts;
    }

    /**
     * Makes the kind of one of the program's own procedures, which has a program.
     *
     * @param key     the procedure's key
     * @param folders the folders of procedures
     * @param parts   what the kinds of all procedures use
     */
    protected FolderKind(String key, ReadFolders folders, ObjectProvider<Parts> parts) {
        this(folders.manifest(key), Map.of(), parts);
    }

    /** What the kinds of all procedures use. */
    @Component
    public record Parts(RecordedHouseholds recorded, Procedures procedures, Known known, Registered registered, Entries entries, Values values, MemberRows rows,
                        Expressions expressions, CurrentUsers users, ForEach posts, TaskDecisions decisions) {

    }

    @Override
    public String process() {
        return manifest.key();
    }

    @Override
    public String title() {
        return manifest.title();
    }

    @Override
    public String numberPrefix() {
        return manifest.number();
    }

    @Override
    public String withdrawnMessage() {
        return messageOf(manifest.key()) + ".withdrawn";
    }

    /** Returns the part of a procedure's messages before the point. */
    public static String messageOf(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-")) {
            name.append(name.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return name.toString();
    }

    @Override
    public String neverWithdrawn(CaseFile item) {
        Procedure procedure = procedureOf(item);
        String when = procedure.manifest().neverWithdrawnWhen();
        return when == null || parts.getObject().expressions.holds(when, knownOf(item, procedure)) ? procedure.manifest().neverWithdrawn() : null;
    }

    @Override
    public CasePath path() {
        List<String> deciding = new ArrayList<>();
        List<String> closing = new ArrayList<>();
        List<Manifest.PathStep> approving = manifest.path().stream().filter(step -> !step.approves().isEmpty()).toList();
        int last = approving.isEmpty() ? manifest.path().size() : manifest.path().lastIndexOf(approving.get(approving.size() - 1));
        for (int i = 0; i < manifest.path().size(); i++) {
            if (!manifest.path().get(i).informs()) {
                (i > last ? closing : deciding).add(manifest.path().get(i).task());
            }
        }
        int posted = manifest.notice() == null ? deciding.size() : deciding.indexOf(manifest.notice().after()) + 1;
        return new CasePath(deciding.subList(0, posted), manifest.notice() != null, deciding.subList(posted, deciding.size()), closing);
    }

    @Override
    public boolean mayFollow(CaseFile item, List<String> open, String step) {
        return procedureOf(item).mayFollow(open, step);
    }

    @Override
    public List<CaseStatus> endings() {
        return Stream.of(manifest.statuses(), former).flatMap(endings -> endings.entrySet().stream())
                .map(ending -> statusOf(manifest.title(), ending.getKey(), ending.getValue())).toList();
    }

    /** Returns an ending of a procedure. */
    public static CaseStatus statusOf(Manifest manifest, String code) {
        return statusOf(manifest.title(), code, manifest.statuses().get(code));
    }

    private static CaseStatus statusOf(String title, String code, Manifest.Ending ending) {
        EventType event = new EventType("case." + code.toLowerCase(Locale.ROOT).replace('_', '-'), title + "：" + ending.title(), EVENTS_FROM);
        return switch (ending.result()) {
            case REACHED -> CaseStatus.reached(code, ending.title(), event);
            case OTHERWISE -> CaseStatus.otherwise(code, ending.title(), event);
            case REFUSED -> CaseStatus.refused(code, ending.title(), event);
        };
    }

    @Override
    public Map<CaseStatus, String> words() {
        Map<CaseStatus, String> words = new LinkedHashMap<>(Map.of(CaseStatus.APPROVED, "已批准"));
        List.of(CaseStatus.IN_PROGRESS, CaseStatus.APPROVED, CaseStatus.REJECTED, CaseStatus.WITHDRAWN).stream()
                .filter(status -> manifest.words().containsKey(status.code())).forEach(status -> words.put(status, manifest.words().get(status.code())));
        return words;
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Procedure procedure = procedureOf(item);
        Map<String, Object> present = presentOf(item);
        List<Map<String, Object>> rows = new ArrayList<>();
        shown(item, true).forEach((title, text) -> rows.add(FormRows.fact(title, text)));
        rows.addAll(parts.getObject().rows.facts(procedure, item, present));
        Map<String, Object> facts = new HashMap<>(isOfRegister() ? parts.getObject().recorded.formFactsOf(item) : Map.of());
        // What the case's tables and its manifest say of it stands in the texts of forms, meetings and lists.
        present.forEach((key, value) -> {
            if (procedure.field(key).isEmpty() && !procedure.manifest().field(key).personal()) {
                facts.put(key, value);
            }
        });
        facts.put("caseFacts", rows);
        return facts;
    }

    private Procedure procedureOf(CaseFile item) {
        return parts.getObject().procedures.ofCase(item.caseNo());
    }

    /** Tells whether the cases are about households of the register, whose affairs whoever decides sees. */
    private boolean isOfRegister() {
        return manifest.start().household() != null;
    }

    @Override
    public List<String> warningsOf(CaseFile item) {
        return isOfRegister() ? parts.getObject().recorded.warningsOf(item) : List.of();
    }

    @Override
    public Map<String, String> pageFactsOf(CaseFile item) {
        return shown(item, false);
    }

    @Override
    public String subjectTitle() {
        return manifest.subject().title();
    }

    @Override
    public Map<String, String> personalFactsOf(CaseFile item) {
        if (!isReadInFull(item)) {
            return Map.of();
        }
        Map<String, String> facts = shown(item, true);
        Map<String, String> masked = shown(item, false);
        facts.entrySet().removeIf(fact -> fact.getValue().equals(masked.get(fact.getKey())));
        return facts;
    }

    /**
     * Returns the values that have Chinese names, by these, and what is asked for, marked as such; of personal ones that the user may not
     * read only that they are there.
     */
    private Map<String, String> shown(CaseFile item, boolean atTask) {
        Procedure procedure = procedureOf(item);
        Map<String, String> shown = shown(item, procedure, atTask, parts.getObject().known.inForce(procedure, item.caseNo()));
        shown(item, procedure, atTask, parts.getObject().known.requested(procedure, item.caseNo()))
                .forEach((title, text) -> shown.put(title + REQUESTED, text));
        return shown;
    }

    private Map<String, String> shown(CaseFile item, Procedure procedure, boolean atTask, Map<String, Object> present) {
        CurrentUser user = parts.getObject().users.get();
        Map<String, String> places = parts.getObject().entries.places(item.caseNo(), procedure);
        Map<String, Object> registered = parts.getObject().registered.of(procedure, item);
        boolean full = atTask || isReadInFull(item);
        Set<String> own = full || item.closed() == null ? null : filledIn(item, procedure, user);
        Map<String, String> shown = new LinkedHashMap<>();
        Stream.concat(procedure.keys().stream().filter(present::containsKey), present.keySet().stream()).distinct().forEach(key -> {
            Object value = present.get(procedure.manifest().field(key).units().isEmpty() ? key : key + Manifest.Field.NAME);
            if (own != null && !own.contains(key)) {
                return;
            }
            String entered = procedure.shown(key, places.get(key), value);
            String other = procedure.shown(key, places.get(key), registered.get(key));
            String text = entered == null || other == null || other.equals(entered) ? entered : entered + "（与登记不一致，登记为 " + other + "）";
            if (text != null && isNamed(procedure, key) && !(value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map)) {
                shown.put(procedure.title(key, places.get(key)), own != null || (full || !WRITTEN.contains(key)) && procedure.isReadBy(key, user, atTask, present)
                        ? text : ProcedureStart.NOT_SHOWN);
            }
        });
        return shown;
    }

    /**
     * @param item a case
     * @return its present values by their keys, those that are computed whenever they are read among them
     */
    protected final Map<String, Object> presentOf(CaseFile item) {
        return parts.getObject().known.present(procedureOf(item), item.caseNo());
    }

    private Map<String, Object> knownOf(CaseFile item, Procedure procedure) {
        return parts.getObject().known.of(procedure, item.caseNo(), presentOf(item), null, null);
    }

    @Override
    public Map<String, Object> dataOf(CaseFile item) {
        Procedure procedure = procedureOf(item);
        Map<String, Object> data = new LinkedHashMap<>(parts.getObject().known.inForce(procedure, item.caseNo()));
        Map<String, Object> requested = parts.getObject().known.requested(procedure, item.caseNo());
        requested.keySet().removeIf(key -> procedure.manifest().field(key).personal());
        if (!requested.isEmpty()) {
            data.put("requested", requested);
        }
        data.keySet().removeIf(key -> procedure.manifest().field(key).personal());
        if (!isReadInFull(item) && item.closed() != null) {
            data.keySet().retainAll(filledIn(item, procedure, parts.getObject().users.get()));
        } else if (!isReadInFull(item)) {
            data.keySet().removeIf(key -> WRITTEN.contains(key) || procedure.manifest().subject().fields().contains(key) && !"villageCode".equals(key));
        }
        return data;
    }

    /** Returns the keys of what the posts of a user have filled in, who reads nothing else of a closed case. */
    private Set<String> filledIn(CaseFile item, Procedure procedure, CurrentUser user) {
        List<String> own = user.posts().stream().map(Post::group).toList();
        Set<String> done = parts.getObject().decisions.of(item.caseNo()).stream().filter(each -> each.stands() && own.contains(each.decidedAs()))
                .map(TaskDecision::elementId).collect(Collectors.toSet());
        return procedure.model().tasks().stream().filter(task -> done.contains(task.id())).flatMap(task -> procedure.fields(task.form()).stream())
                .filter(field -> !field.disabled() && !field.readonly()).map(FormComponent::key).collect(Collectors.toSet());
    }

    @Override
    public boolean isReadInFull(CaseFile item) {
        if (item.closed() != null) {
            return item.isReadBy(parts.getObject().users.get());
        }
        Procedure procedure = procedureOf(item);
        return !procedure.manifest().hidesName()
                || procedure.isReader(parts.getObject().users.get(), groupsOf(item, procedure));
    }

    /** Tells whether a value is shown by its name: not what the model needs only, nor what says who it is about, which stands above. */
    private static boolean isNamed(Procedure procedure, String key) {
        return !procedure.title(key).equals(key) && !CaseSubjectReader.ALIAS.equals(key) && (!procedure.manifest().subject().fields().contains(key)
                || CaseSubjectReader.NAME.equals(key) && procedure.manifest().hidesName());
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        if (isOfRegister()) {
            return parts.getObject().recorded.personsOf(item);
        }
        Procedure procedure = procedureOf(item);
        return item.headIdNumber() == null || !isReadInFull(item) ? List.of() : List.of(new CasePerson(item.headName(), item.headIdNumber()));
    }

    /** Whoever does tasks of a case sees its files; if only some read what is personal, files are for them, since they show it. */
    @Override
    public boolean showsFiles(CaseFile item, CurrentUser user) {
        Procedure procedure = procedureOf(item);
        return procedure.manifest().personalSeenBy().isEmpty()
                ? user.covers(item.villageCode()) || user.posts().stream().anyMatch(post -> isSeenBy(item, post))
                : procedure.isReader(user, groupsOf(item, procedure));
    }

    @Override
    public List<FileKind> usualFiles() {
        return manifest.files().stream().map(name -> FileKind.find(name).orElseThrow()).toList();
    }

    @Override
    public boolean isWorkOf(CaseFile item, CurrentUser user) {
        return user.posts().stream().anyMatch(post -> isSeenBy(item, post));
    }

    @Override
    public boolean isSeenBy(CaseFile item, Post post) {
        if (post.regionCode() == null) {
            return false;
        }
        Procedure procedure = procedureOf(item);
        Map<String, Object> groups = groupsOf(item, procedure);
        return item.villageCode().startsWith(post.regionCode()) && (procedure.isWorkOf(post) || parts.getObject().posts.isGiven(item, post))
                || procedure.manifest().groups().stream().anyMatch(key -> post.group().equals(groups.get(key)));
    }

    /** Returns the groups of the posts that do tasks of a case, by their keys, with what else lists show of it. */
    private Map<String, Object> groupsOf(CaseFile item, Procedure procedure) {
        return procedure.manifest().groups().isEmpty() && procedure.manifest().personalSeenBy().isEmpty() ? Map.of()
                : parts.getObject().values.of(List.of(item.caseNo())).getOrDefault(item.caseNo(), Map.of());
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        Procedure procedure = procedureOf(item);
        Map<String, Object> known = knownOf(item, procedure);
        return procedure.manifest().tables().stream().anyMatch(table -> table.against() != null
                && parts.getObject().expressions.holds(table.against(), known));
    }
}
