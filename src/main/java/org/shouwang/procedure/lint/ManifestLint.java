package org.shouwang.procedure.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.attachment.FileKind;
import org.shouwang.engine.FeelText;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.Submission;
import org.shouwang.procedure.Ledger;
import org.shouwang.procedure.LimitOf;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.Rule;
import org.shouwang.procedure.TableOf;
import org.shouwang.security.Role;

/**
 * Finds what a manifest names and neither the model nor a form has, and expressions that cannot be evaluated. What the manifest says
 * by itself is a matter of its schema.
 */
final class ManifestLint {

    private static final String FILE = ProcedureFolder.MANIFEST;
    private static final Pattern IN_TEXT = Pattern.compile("\\{(\\w+)}");
    /** A code, or 1 and 0 for yes and no, as the answer of a value that is computed. */
    private static final Pattern CODE = Pattern.compile("(?:then|else) \"([A-Z][A-Z_]+)\"|^(?:if (?:(?! then ).)* then [01] else )+([01])$");
    private static final Set<String> COLUMNS = Set.of("number", "subject", "village", "township", "county", "startedOn", "endedOn", "status");

    private final Procedure procedure;
    private final Manifest manifest;
    private final Faults faults;
    private final Names names;
    private final ExpressionLint expressions;
    /** Only rules may compare with the name, since nothing of them is kept. */
    private final ExpressionLint ofRules;

    ManifestLint(Procedure procedure, Faults faults) {
        this.procedure = procedure;
        this.manifest = procedure.manifest();
        this.faults = faults;
        this.names = new Names(procedure, faults);
        this.expressions = new ExpressionLint(manifest, names, Set.of());
        this.ofRules = new ExpressionLint(manifest, names, Set.of("subjectName"));
    }

    void look() {
        manifest.data().forEach(this::data);
        Set<String> start = names.at("start");
        names.field(start, manifest.start().reason(), "reason:");
        manifest.unique().forEach(key -> names.field(start, key, "unique:"));
        manifest.similar().forEach(key -> names.field(key, "similar:"));
        names.each(manifest.similar(), key -> manifest.field(key).search() && procedure.type(key) == Manifest.ValueType.TEXT, key -> "similar:",
                "cases cannot be found by %s", "write search: true for it under data, and take a text or a choice");
        expressions.look(manifest.neverWithdrawnWhen());
        readers("personalSeenBy:", manifest.personalSeenBy());
        if (manifest.closed() != null) {
            readers("readBy:", manifest.closed().readBy());
            readers("seenBy:", manifest.closed().seenBy());
            readers("barred:", Stream.ofNullable(manifest.closed().barred()).toList());
            readers("told:", List.copyOf(manifest.closed().told().keySet()));
            manifest.closed().told().forEach((post, keys) -> names.each(keys, key -> names.isKnown(key) && !manifest.field(key).personal(), key -> post + ":",
                    "%s would be told to " + post, "name fields that are not personal; who reads those stands under readBy"));
        }
        names.require(!manifest.hidesName() || manifest.field("name").personal(), "personalSeenBy:", "the subject's name would be kept open",
                "write name: {personal: true} under data");
        rules(start, manifest.start().rules());
        manifest.path().forEach(this::step);
        new DaysLint(procedure, names, expressions).look();
        if (manifest.inForce() != null) {
            names.task(manifest.inForce().since());
            manifest.inForce().except().forEach(key -> names.field(key, "inForce:"));
            expressions.look(manifest.inForce().pending());
        }
        statuses();
        names.each(manifest.approved().keySet(), key -> manifest.field(key).list(), key -> "approved:", "lists would not know %s", "write list: true for it under data");
        manifest.limits().forEach(this::limit);
        manifest.tables().forEach(this::table);
        if (manifest.notice() != null) {
            names.task(manifest.notice().after());
            expressions.look(manifest.notice().persons(), manifest.notice().value());
        }
        names.each(manifest.files(), name -> FileKind.find(name).isPresent(), name -> name, "there is no kind of files %s",
                "take " + FileKind.offered("caseNo", true).stream().map(FileKind::title).collect(Collectors.joining("、")));
        if (manifest.ledger() != null) {
            manifest.ledger().columns().forEach(column -> column(column.value()));
            manifest.ledger().figures().forEach(this::figure);
            names.each(manifest.ledger().uncounted(), manifest.statuses()::containsKey, code -> "uncounted:", "there is no status %s", "name one of those under statuses");
        }
        if (manifest.circular() != null) {
            List.of(manifest.circular().by(), manifest.circular().counts()).forEach(this::column);
        }
        manifest.documents().forEach(document -> {
            names.task(document.after());
            expressions.look(document.when());
        });
    }

    private void data(String key, Manifest.Field field) {
        String near = key + ":";
        boolean shown = field.list() || field.search() || field.sum();
        names.require(names.isKnown(key), near, "no form has the field " + key, "correct the key, or give it a value to be computed");
        names.require(!names.isKnown(key) || !shown || !procedure.title(key).equals(key), near, "lists would show " + key + " without a Chinese name",
                "give it a title");
        names.require(!field.sum() || procedure.type(key) == Manifest.ValueType.NUMBER, near, key + " is no number, so that nothing can be added up",
                "take sum: true away");
        // A task whose group is left empty would be nobody's.
        names.require(!field.group() || field.value() != null || procedure.fields().anyMatch(each -> each.key().equals(key) && each.required()), near,
                "the field " + key + " names who does a task, and may be left empty", "make it required in its form");
        names.require(field.units().isEmpty() || procedure.field(key).map(FormComponent::optionsKey).isPresent(), near, "the field " + key
                + " cannot offer units",
                "make it a select with a valuesKey, outside groups that Tasklist cannot fill");
        expressions.look(field.value(), field.register());
        names.require(field.register() == null || !field.personal() && field.value() == null, near, "what the register says of " + key
                + " would be told to everybody, or overwritten", "register goes with a field of a form that is not personal");
        if (field.title() != null && field.words().isEmpty() && field.value() != null) {
            CODE.matcher(field.value()).results().findFirst().map(code -> code.group(1) != null ? code.group(1) : code.group(2)).ifPresent(code ->
                    faults.add(FILE, near, "people would read " + code + " under " + field.title(), "say what it means by words: {'1': 是, '0': 否}"));
        }
        if (field.rows() != null) {
            names.require(procedure.field(key).map(FormComponent::children).orElse(List.of()).stream().map(FormComponent::key).toList()
                    .containsAll(List.of("memberNo", "name")), near, "the group " + key + " does not say whose rows it has",
                    "give it the fields memberNo and name");
            expressions.look(field.rows().complete());
        }
    }

    /** Checks who is named as a reader: a post, or a value that is the group of one. */
    private void readers(String near, List<String> readers) {
        names.each(readers, name -> name.contains(":") || Arrays.stream(Role.values()).anyMatch(role -> role.group().equals(name))
                || !manifest.field(name).personal() && (manifest.field(name).value() != null || !manifest.field(name).units().isEmpty()), name -> near,
                "%s is neither a post nor the group of one", "name a post as under by, or a key under data that is computed or offers units");
    }

    private void step(Manifest.PathStep step) {
        names.task(step.task());
        names.require(manifest.path().stream().filter(each -> each.task().equals(step.task())).count() == 1, step.task(),
                "the task " + step.task() + " stands twice in the path", "write what it says into one place");
        Set<String> fields = names.at(step.task());
        names.field(fields, step.decides(), step.task());
        Set<String> options = names.optionsOf(step.decides());
        Stream.of(step.reasonWhen(), step.furthering(), step.approves(), step.reopens(), step.ends().keySet(), step.restores().keySet())
                .forEach(named -> names.options(options, named));
        endings(step).forEach(code -> names.require(manifest.statuses().containsKey(code) || "REJECTED".equals(code), code, "there is no status " + code,
                "add it under statuses"));
        expressions.look(step.endsWhen());
        Stream.concat(step.restores().values().stream(), step.notBy().stream()).forEach(names::task);
        names.field(step.because(), step.because());
        names.field(fields, step.day(), step.day());
        names.day(step.day(), step.day());
        if (step.informs()) {
            List.of("informedBy", "informedOn", "refusalReason").forEach(key -> names.field(fields, key, step.task()));
        }
        if (!step.reasonWhen().isEmpty() || !step.furthering().isEmpty()) {
            names.field(fields, Submission.OPINION, step.task());
        }
        rules(fields, step.rules());
        step.refers().forEach(refer -> {
            expressions.look(refer.when());
            refer.with().values().forEach(new ExpressionLint(manifest, names, Set.of("subjectIdNumber", "subjectVillageCode"))::look);
            names.field(fields, refer.cites(), refer.title());
        });
    }

    private static Stream<String> endings(Manifest.PathStep step) {
        return Stream.concat(step.ends().values().stream(), Stream.ofNullable(step.concludes()));
    }

    /** Looks for endings to which nothing leads. */
    private void statuses() {
        names.each(manifest.statuses().keySet(), code -> manifest.path().stream().flatMap(ManifestLint::endings).anyMatch(code::equals), code -> code + ":",
                "no task leads to the status %s", "name it by ends or concludes of a task, or remove it");
    }

    private void rules(Set<String> fields, List<Rule> rules) {
        rules.forEach(rule -> {
            ofRules.look(rule.expression());
            if (rule.conflict() == null) {
                names.field(fields, rule.refuse() != null ? rule.field() : Submission.OPINION, rule.expression());
            }
            names.each(IN_TEXT.matcher(rule.text()).results().map(found -> found.group(1)).toList(), ofRules::isKnown, key -> rule.text(),
                    "nothing fills in {%s}",
                    "name a field of a form, a value under data or today");
        });
    }

    private void limit(LimitOf limit) {
        names.place(limit.from(), null);
        names.place(limit.to(), names.at(limit.to().split("\\.")[0]));
        expressions.look(limit.when(), limit.metWhen());
        names.field(limit.until(), limit.id());
        names.day(limit.until(), limit.id());
    }

    private void table(TableOf table) {
        String text = faults.folder().text(table.table() + ".dmn");
        if (text == null) {
            faults.add(FILE, table.table(), "there is no table " + table.table() + ".dmn", "add it to the folder");
            return;
        }
        table.at().forEach(names::task);
        table.inputs().values().forEach(expressions::look);
        if (!manifest.isPersonal(table)) {
            table.inputs().values().forEach(expression -> names.each(new FeelText(expression).names(), name -> !manifest.field(name).personal(),
                    name -> expression,
                    "a table would read %s, which is personal, and its answer would not be",
                    "decide by something that is not, or write personal: true under data for all outputs of the table"));
        }
        names.each(table.inputs().keySet(), name -> text.contains(">" + name + "<"), name -> name + ":", "the table " + table.table() + " has no input %s",
                "correct the name");
        names.each(table.outputs().keySet(), name -> text.contains("name=\"" + name + "\""), name -> name + ":",
                "the table " + table.table() + " has no output %s", "correct the name");
        expressions.look(table.against());
    }

    private void column(String value) {
        String[] parts = value.split("\\.");
        if ("doneOn".equals(parts[0]) && parts.length > 1) {
            names.task(parts[1]);
        } else if ("late".equals(parts[0]) && parts.length > 1) {
            names.require(manifest.limits().stream().anyMatch(limit -> limit.id().equals(parts[1])), "value: " + value, "there is no limit " + parts[1],
                    "add it under limits");
        } else {
            names.require(COLUMNS.contains(value) || manifest.field(value).list() || manifest.field(value).personal()
                    && !manifest.personalSeenBy().isEmpty(),
                    "value: " + value, "the ledger cannot show " + value, "write list: true for it under data, or, if it is personal, personalSeenBy");
        }
    }

    private void figure(Ledger.Figure figure) {
        String near = "title: " + figure.title();
        names.each(Stream.of(figure.of(), figure.per()).filter(Objects::nonNull).toList(), key -> manifest.field(key).sum(), key -> near,
                "the figure cannot add up %s", "write sum: true for it under data");
        names.require(figure.least() == null || manifest.parameters().contains(figure.least()), near, "there is no parameter " + figure.least(),
                "add it under parameters");
    }
}
