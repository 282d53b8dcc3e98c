package org.shouwang.procedure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shouwang.attachment.FileKind;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseKind;
import org.shouwang.casefile.CasePath;
import org.shouwang.casefile.CasePerson;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.casefile.FormRows;
import org.shouwang.engine.Expressions;
import org.shouwang.household.RecordedHouseholds;
import org.shouwang.outbox.EventType;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Post;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The properties of the cases of a procedure, as its manifest says them. A procedure with a program of its own may have a kind that
 * says more.
 */
public class FolderKind implements CaseKind {

    /** The place of the first event among all events; those of procedures stand behind the product's own. */
    private static final int EVENTS_FROM = 1000;
    private static final Pattern NEXT_WORD = Pattern.compile("-(.)");

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
    public record Parts(RecordedHouseholds recorded, Procedures procedures, Known known, ShownValues shown, MemberRows rows,
                        Expressions expressions, TableAdvice advice, CaseReaders readers) {
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
        return NEXT_WORD.matcher(key).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    @Override
    public String neverWithdrawn(CaseFile item) {
        Manifest version = procedureOf(item).manifest();
        return version.neverWithdrawnWhen() == null || parts.getObject().expressions.holds(version.neverWithdrawnWhen(), knownOf(item)) ? version.neverWithdrawn() : null;
    }

    @Override
    public CasePath path() {
        List<Manifest.PathStep> steps = manifest.path().stream().filter(step -> !step.informs()).toList();
        List<String> tasks = steps.stream().map(Manifest.PathStep::task).toList();
        // Where nothing is approved before the end, all tasks decide.
        int decided = IntStream.rangeClosed(1, steps.size()).filter(step -> !steps.get(step - 1).approves().isEmpty()).max().orElse(steps.size());
        List<String> deciding = tasks.subList(0, decided);
        int posted = manifest.notice() == null ? decided : deciding.indexOf(manifest.notice().after()) + 1;
        return new CasePath(deciding.subList(0, posted), manifest.notice() != null, deciding.subList(posted, decided),
                tasks.subList(decided, tasks.size()));
    }

    @Override
    public boolean mayFollow(CaseFile item, List<String> open, String step) {
        return procedureOf(item).mayFollow(open, step);
    }

    @Override
    public List<CaseStatus> endings() {
        return Stream.of(manifest.statuses(), former).flatMap(endings -> endings.entrySet().stream())
                .map(ending -> statusOf(ending.getKey(), ending.getValue())).toList();
    }

    private CaseStatus statusOf(String code, Manifest.Ending ending) {
        EventType event = new EventType("case." + code.toLowerCase(Locale.ROOT).replace('_', '-'), manifest.title() + "：" + ending.title(), EVENTS_FROM);
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
    public String statusText(CaseFile item) {
        return manifest.approved().isEmpty() ? titleOf(item.status()) : manifest.statusText(item.status().code(), titleOf(item.status()), presentOf(item));
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
        present.keySet().stream().filter(key -> procedure.field(key).isEmpty() && !procedure.manifest().field(key).personal())
                .forEach(key -> facts.put(key, present.get(key)));
        facts.put("caseFacts", rows);
        return facts;
    }

    @Override
    public String nameOf(CaseFile item) {
        return manifest.hidesName() && isReadInFull(item) ? String.valueOf(presentOf(item).get(CaseSubjectReader.NAME)) : item.headName();
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
        Map<String, String> facts = isReadInFull(item) ? shown(item, true) : new LinkedHashMap<>();
        facts.entrySet().removeAll(shown(item, false).entrySet());
        return facts;
    }

    private Map<String, String> shown(CaseFile item, boolean atTask) {
        return parts.getObject().shown.of(procedureOf(item), item, atTask);
    }

    /** Returns the present values of a case by their keys, those that are computed whenever they are read among them. */
    protected final Map<String, Object> presentOf(CaseFile item) {
        return parts.getObject().known.present(procedureOf(item), item.caseNo());
    }

    private Map<String, Object> knownOf(CaseFile item) {
        return parts.getObject().known.of(procedureOf(item), item.caseNo(), presentOf(item), null, null);
    }

    @Override
    public Map<String, Object> dataOf(CaseFile item) {
        return parts.getObject().shown.open(procedureOf(item), item);
    }

    @Override
    public boolean isReadInFull(CaseFile item) {
        return parts.getObject().readers.isReadInFull(procedureOf(item), item);
    }

    @Override
    public List<CasePerson> personsOf(CaseFile item) {
        return isOfRegister() ? parts.getObject().recorded.personsOf(item)
                : item.headIdNumber() == null || !isReadInFull(item) ? List.of() : List.of(new CasePerson(item.headName(), item.headIdNumber()));
    }

    @Override
    public boolean showsFiles(CaseFile item, CurrentUser user) {
        return parts.getObject().readers.showsFiles(procedureOf(item), item, user);
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
        return parts.getObject().readers.isSeenBy(procedureOf(item), item, post);
    }

    @Override
    public boolean isAdvisedAgainst(CaseFile item) {
        return parts.getObject().advice.isAgainst(procedureOf(item), knownOf(item));
    }
}
