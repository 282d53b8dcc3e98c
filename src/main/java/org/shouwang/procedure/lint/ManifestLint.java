package org.shouwang.procedure.lint;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.shouwang.attachment.FileKind;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.Submission;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.security.Role;
import org.shouwang.procedure.SubjectKind;

/** Finds what a manifest names and neither the model nor a form has, and expressions that cannot be evaluated. */
final class ManifestLint {

    private static final String FILE = ProcedureFolder.MANIFEST;
    private static final Pattern NAME = Pattern.compile("(?<![\\w.\"])([a-zA-Z]\\w*)(?![\\w(\"])");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "null", "true", "false", "if", "then", "else", "in", "between", "some",
            "every", "satisfies", "for", "return", "today", "startedOn", "subjectAge", "subjectBornOn", "earlier", "casesThisYear", "caseNo", "cityCode", "countyCode", "townshipCode", "similarCases", "times", "chosen", "round", "task", "doneOn", "parameters", "household", "item",
            "years", "months", "days", "year", "month", "day");
    private static final String SUBJECT_NAME = "subjectName";
    private static final Pattern FUNCTION = Pattern.compile("\\b[a-z]+( [a-z]+)+(?=\\()");
    private static final Pattern BOUND = Pattern.compile("\\b(?:for|some|every) ([a-z]\\w*) in\\b");
    private static final Pattern AT_TASK = Pattern.compile("\\b(times|doneOn|chosen|round|earlier)\\.(\\w+)(?:\\.(\\w+))?");
    private static final Pattern IN_TEXT = Pattern.compile("\\{(\\w+)}");
    private static final Pattern COMPARED = Pattern.compile("(?<![\\w.])([a-z]\\w*) ?!?= ?\"([^\"]*)\"");
    private static final Pattern OF_PARAMETER = Pattern.compile("\\bparameters\\.(\\w+)");
    private static final Pattern BARE_DAY = Pattern.compile("\\b\\d{4}-\\d\\d-\\d\\d\\b");
    /** A code, or 1 and 0 for yes and no, as the answer of a value that is computed. */
    private static final Pattern CODE = Pattern.compile("(?:then|else) \"([A-Z][A-Z_]+)\"|^(?:if (?:(?! then ).)* then [01] else )+([01])$");
    private static final Pattern CALLED = Pattern.compile("([a-z]\\w*(?: [a-z]\\w*)*) ?\\(");
    /** Those of FEEL that are the same whenever they are asked; {@code now()} and {@code today()} would read another clock than the product's. */
    private static final Set<String> FUNCTIONS = Set.of("date", "duration", "years and months duration", "string", "number", "count", "sum", "min", "max",
            "mean", "abs", "floor", "ceiling", "round up", "round down", "round half up", "decimal", "modulo", "append", "concatenate", "sublist", "flatten",
            "reverse", "union", "distinct values", "list contains", "index of", "string join", "string length", "substring", "substring before",
            "substring after", "contains", "starts with", "ends with", "matches", "replace", "split", "is defined", "get or else", "get value", "all", "any", "not");
    /** What names a day that is there in every case. */
    private static final Pattern ALWAYS = Pattern.compile("^(startedOn|today|date\\(\"[0-9-]+\"\\))( [+-] duration\\(\"[A-Z0-9]+\"\\))?$");
    private static final String START = "start";
    private static final Set<String> COLUMNS = Set.of("number", "subject", "village", "township", "county", "startedOn", "endedOn", "status");

    private final Procedure procedure;
    private final Manifest manifest;
    private final Faults faults;
    private final FeelEngine feel = new ScalaFeelEngineFactory().createInstance();
    private final Set<String> tasks = new HashSet<>();
    private final Set<String> known = new HashSet<>();

    ManifestLint(Procedure procedure, Faults faults) {
        this.procedure = procedure;
        this.manifest = procedure.manifest();
        this.faults = faults;
        procedure.model().tasks().forEach(task -> tasks.add(task.id()));
        procedure.forms().keySet().forEach(form -> procedure.fields(form).forEach(field -> known.add(field.key())));
        manifest.data().forEach((key, field) -> {
            if (field.value() != null) {
                known.add(key);
            }
        });
        manifest.tables().forEach(table -> known.addAll(table.outputs().values()));
        manifest.unitFields().forEach(key -> known.add(key + "Name"));
    }

    void look() {
        data();
        Set<String> start = at(START);
        field(start, manifest.start().reason(), "reason:");
        if (manifest.start().household() != null && (manifest.subject() != SubjectKind.HOUSEHOLD
                || !Set.copyOf(manifest.start().by()).equals(Set.of("village", "township", "county")))) {
            faults.add(FILE, "by:", "a case of a household of the register is begun by village, township or county", "write by: [village, township, county]");
        }
        manifest.unique().forEach(key -> field(start, key, "unique:"));
        manifest.similar().forEach(key -> {
            field(known, key, "similar:");
            if (!manifest.field(key).search() || procedure.type(key) != Manifest.ValueType.TEXT) {
                faults.add(FILE, "similar:", "cases cannot be found by " + key, "write search: true for it under data, and take a text or a choice");
            }
        });
        if (manifest.neverWithdrawnWhen() != null) {
            expression(manifest.neverWithdrawnWhen());
        }
        rules(start, manifest.start().rules());
        manifest.path().forEach(this::step);
        days();
        if (manifest.inForce() != null) {
            task(manifest.inForce().since());
            manifest.inForce().except().forEach(key -> field(known, key, "inForce:"));
            expression(manifest.inForce().pending());
        }
        statuses();
        limits();
        tables();
        if (manifest.notice() != null) {
            task(manifest.notice().after());
            expression(manifest.notice().persons());
            expression(manifest.notice().value());
        }
        manifest.files().stream().filter(name -> FileKind.find(name).isEmpty()).forEach(name -> faults.add(FILE, name, "there is no kind of files " + name,
                "take " + FileKind.offered("caseNo", true).stream().map(FileKind::title).collect(Collectors.joining("、"))));
        if (manifest.ledger() != null) {
            manifest.ledger().columns().forEach(column -> column(column.value()));
            manifest.ledger().figures().forEach(this::figure);
        }
        if (manifest.circular() != null) {
            List.of(manifest.circular().by(), manifest.circular().counts()).forEach(this::column);
        }
        manifest.documents().forEach(document -> {
            if (document.after() != null) {
                task(document.after());
            }
            if (document.when() != null) {
                expression(document.when());
            }
        });
    }

    private void data() {
        manifest.data().forEach((key, field) -> {
            if (field.value() == null && !known.contains(key)) {
                faults.add(FILE, key + ":", "no form has the field " + key, "correct the key, or give it a value to be computed");
            }
            if (field.personal() && (field.list() || field.search() || field.sum() || field.engine())) {
                faults.add(FILE, key + ":", "the personal field " + key + " would leave its encryption", "list, search, sum or engine cannot go with personal");
            }
            if (field.value() != null) {
                expression(field.value());
            }
            if (field.register() != null) {
                expression(field.register());
                if (field.personal() || field.value() != null) {
                    faults.add(FILE, key + ":", "what the register says of " + key + " would be told to everybody, or overwritten", "register goes with a field of a form that is not personal");
                }
            }
            if (field.title() != null && field.words().isEmpty() && field.value() != null) {
                CODE.matcher(field.value()).results().findFirst().map(code -> code.group(1) != null ? code.group(1) : code.group(2)).ifPresent(code ->
                        faults.add(FILE, key + ":", "people would read " + code + " under " + field.title(), "say what it means by words: {'1': 是, '0': 否}"));
            }
            if ((field.list() || field.search() || field.sum()) && known.contains(key) && procedure.title(key).equals(key)) {
                faults.add(FILE, key + ":", "lists would show " + key + " without a Chinese name", "give it a title");
            }
            if (field.sum() && procedure.type(key) != Manifest.ValueType.NUMBER) {
                faults.add(FILE, key + ":", key + " is no number, so that nothing can be added up", "take sum: true away");
            }
            if (field.live() && (field.value() == null || field.list() || field.search() || field.sum() || field.engine())) {
                faults.add(FILE, key + ":", key + " is live and would be kept", "live goes with value, and not with list, search, sum or engine");
            }
            if (field.rows() != null) {
                rows(key, field.rows());
            }
        });
        manifest.groups().forEach(this::group);
        manifest.unitFields().forEach(key -> {
            if (procedure.field(key).map(FormComponent::optionsKey).isEmpty()) {
                faults.add(FILE, key + ":", "the field " + key + " cannot offer units", "make it a select with a valuesKey, outside groups that Tasklist cannot fill");
            }
        });
        readers("personalSeenBy:", manifest.personalSeenBy());
        if (manifest.closed() != null) {
            readers("readBy:", manifest.closed().readBy());
            readers("seenBy:", manifest.closed().seenBy());
            readers("barred:", Stream.ofNullable(manifest.closed().barred()).toList());
        }
        if (manifest.hidesName() && !manifest.field("name").personal()) {
            faults.add(FILE, "personalSeenBy:", "the subject's name would be kept open", "write name: {personal: true} under data");
        }
    }

    /** Checks who is named as a reader: a post, or a value that is the group of one. */
    private void readers(String near, List<String> names) {
        names.stream().filter(name -> !name.contains(":") && Arrays.stream(Role.values()).noneMatch(role -> role.group().equals(name))
                && (manifest.field(name).personal() || manifest.field(name).value() == null && manifest.field(name).units().isEmpty()))
                .forEach(name -> faults.add(FILE, near, name + " is neither a post nor the group of one",
                        "name a post as under by, or a key under data that is computed or offers units"));
    }

    /** Checks a value that the model names as a group: a task without a group would be nobody's. */
    private void group(String key) {
        Manifest.Field field = manifest.field(key);
        if (field.personal() || field.value() == null && field.units().isEmpty()) {
            faults.add(FILE, key + ":", key + " is no group of a post", "compute it by value, or let the field offer units");
        } else if (field.value() == null && procedure.forms().keySet().stream().flatMap(form -> procedure.fields(form).stream())
                .noneMatch(each -> each.key().equals(key) && each.required())) {
            faults.add(FILE, key + ":", "the field " + key + " names who does a task, and may be left empty", "make it required in its form");
        }
    }

    private void rows(String key, Manifest.RowsOf rows) {
        Set<String> cells = procedure.field(key).map(FormComponent::children).orElse(List.of()).stream().map(FormComponent::key).collect(Collectors.toSet());
        if (manifest.start().household() == null) {
            faults.add(FILE, key + ":", "the rows of " + key + " are members of a household that need not be in the register", "begin the cases by start: household");
        } else if (!cells.containsAll(Set.of("memberNo", "name"))) {
            faults.add(FILE, key + ":", "the group " + key + " does not say whose rows it has", "give it the fields memberNo and name");
        }
        if (rows.complete() != null) {
            expression(rows.complete());
        }
    }

    private void step(Manifest.PathStep step) {
        task(step.task());
        if (manifest.path().stream().filter(each -> each.task().equals(step.task())).count() > 1) {
            faults.add(FILE, step.task(), "the task " + step.task() + " stands twice in the path", "write what it says into one place");
        }
        Set<String> fields = at(step.task());
        Set<String> options = new HashSet<>();
        if (step.decides() != null) {
            field(fields, step.decides(), step.task());
            options.addAll(optionsOf(step.decides()));
        }
        options(options, step.reasonWhen());
        options(options, step.furthering());
        options(options, step.approves());
        options(options, step.reopens());
        options(options, step.ends().keySet());
        step.ends().values().forEach(this::status);
        if (step.concludes() != null) {
            status(step.concludes());
        }
        if (step.endsWhen() != null) {
            expression(step.endsWhen());
        }
        options(options, step.restores().keySet());
        step.restores().values().forEach(this::task);
        step.notBy().stream().filter(task -> !START.equals(task)).forEach(this::task);
        if (step.because() != null) {
            field(known, step.because(), step.because());
        }
        if (step.day() != null) {
            field(fields, step.day(), step.day());
            day(step.day(), step.day());
        }
        if (step.informs()) {
            List.of("informedBy", "informedOn", "refusalReason").forEach(key -> field(fields, key, step.task()));
        }
        if (!step.reasonWhen().isEmpty() || !step.furthering().isEmpty()) {
            field(fields, Submission.OPINION, step.task());
        }
        rules(fields, step.rules());
        step.refers().forEach(refer -> {
            expression(refer.when());
            refer.with().values().forEach(this::expression);
            if (refer.cites() != null) {
                field(fields, refer.cites(), refer.title());
            }
            if (refer.starts() != null && step.decides() == null) {
                faults.add(FILE, refer.title(), "what " + refer.starts() + " refuses could not be told", "let " + step.task() + " decide by a field");
            }
        });
    }

    /** Looks for bounds of days that no form asks for, or that are not there in every case. */
    private void days() {
        Set<String> days = procedure.forms().keySet().stream().flatMap(form -> procedure.fields(form).stream())
                .flatMap(field -> field.isRepeated() ? field.children().stream() : Stream.of(field))
                .filter(field -> "datetime".equals(field.type()) && field.isInput()).map(FormComponent::key).collect(Collectors.toCollection(TreeSet::new));
        manifest.days().forEach((key, between) -> {
            if (!days.contains(key)) {
                faults.add(FILE, key + ":", "no form asks for the day " + key, "correct the key, or add the field");
            }
            Stream.concat(between.from().stream(), between.to().stream()).forEach(this::expression);
            if (!isBound(between.from(), Set.of(key)) || !isBound(between.to(), manifest.days().keySet())) {
                faults.add(FILE, key + ":", "the day " + key + " has no bound if nothing else was filled in",
                        "name startedOn, today or a date as well, in a list: from: [doneOn.userTask_x, startedOn]");
            }
        });
    }

    /** Tells whether one of the days is there in every case, or is a field that has such a bound itself. */
    private boolean isBound(List<String> expressions, Set<String> seen) {
        return expressions.stream().anyMatch(each -> ALWAYS.matcher(each).find() || !seen.contains(each) && manifest.days().containsKey(each)
                && isBound(manifest.days().get(each).from(), Stream.concat(seen.stream(), Stream.of(each)).collect(Collectors.toSet())));
    }

    /** Looks for endings to which nothing leads. */
    private void statuses() {
        Set<String> reached = manifest.path().stream().flatMap(step -> Stream.concat(step.ends().values().stream(), Stream.ofNullable(step.concludes())))
                .collect(Collectors.toSet());
        manifest.statuses().keySet().stream().filter(code -> !reached.contains(code)).forEach(code ->
                faults.add(FILE, code + ":", "no task leads to the status " + code, "name it by ends or concludes of a task, or remove it"));
    }

    /** Returns the keys of the fields in the form of a task, or of the start. */
    private Set<String> at(String element) {
        return procedure.fields(procedure.formOf(element)).stream().map(FormComponent::key).collect(Collectors.toSet());
    }

    /** Returns what can be chosen in a field, in all forms that have it. */
    private Set<String> optionsOf(String key) {
        return procedure.forms().keySet().stream().flatMap(form -> procedure.fields(form).stream()).filter(field -> field.key().equals(key))
                .flatMap(field -> field.options().keySet().stream()).collect(Collectors.toSet());
    }

    private void options(Set<String> options, Collection<String> named) {
        named.stream().filter(code -> !options.contains(code)).forEach(code ->
                faults.add(FILE, code, "nobody can decide " + code, "take one of the form's options: " + Faults.sorted(options)));
    }

    private void rules(Set<String> fields, List<Manifest.Rule> rules) {
        rules.forEach(rule -> {
            // Only rules may compare with the name, since nothing of them is kept.
            known.add(SUBJECT_NAME);
            String condition = rule.expression();
            expression(condition);
            known.remove(SUBJECT_NAME);
            if (rule.conflict() == null) {
                field(fields, rule.refuse() != null ? rule.field() : Submission.OPINION, condition);
            }
            IN_TEXT.matcher(rule.text()).results().map(found -> found.group(1)).filter(key -> !known.contains(key) && !WORDS.contains(key) && !SUBJECT_NAME.equals(key))
                    .forEach(key -> faults.add(FILE, rule.text(), "nothing fills in {" + key + "}", "name a field of a form, a value under data or today"));
        });
    }

    private void limits() {
        manifest.limits().forEach(limit -> {
            place(limit.from(), known);
            place(limit.to(), at(limit.to().split("\\.")[0]));
            if (limit.when() != null) {
                expression(limit.when());
            }
            if (limit.metWhen() != null) {
                expression(limit.metWhen());
            }
            if (limit.until() != null) {
                field(known, limit.until(), limit.id());
                day(limit.until(), limit.id());
            }
        });
    }

    /** Checks a task, and the field with the day behind a point. */
    private void place(String place, Set<String> fields) {
        String[] parts = place.split("\\.");
        if (!START.equals(parts[0])) {
            task(parts[0]);
        }
        if (parts.length > 1) {
            field(fields, parts[1], place);
            day(parts[1], place);
        }
    }

    private void day(String key, String near) {
        if (known.contains(key) && procedure.type(key) != Manifest.ValueType.DAY) {
            faults.add(FILE, near, key + " is no day", "name a field with a day");
        }
    }

    private void tables() {
        for (Manifest.TableOf table : manifest.tables()) {
            String file = table.table() + ".dmn";
            String text = faults.folder().text(file);
            if (text == null) {
                faults.add(FILE, table.table(), "there is no table " + file, "add it to the folder");
                continue;
            }
            table.at().stream().filter(task -> !START.equals(task)).forEach(this::task);
            table.inputs().forEach((name, expression) -> {
                expression(expression);
                if (!manifest.isPersonal(table)) {
                    personal(expression);
                }
                if (!text.contains(">" + name + "<")) {
                    faults.add(FILE, name + ":", "the table " + table.table() + " has no input " + name, "correct the name");
                }
            });
            table.outputs().keySet().stream().filter(name -> !text.contains("name=\"" + name + "\"")).forEach(name ->
                    faults.add(FILE, name + ":", "the table " + table.table() + " has no output " + name, "correct the name"));
            if (table.against() != null) {
                expression(table.against());
            }
        }
    }

    private void column(String value) {
        if (value.startsWith("doneOn.")) {
            task(value.substring("doneOn.".length()));
        } else if (value.startsWith("late.")) {
            if (manifest.limits().stream().noneMatch(limit -> limit.id().equals(value.substring("late.".length())))) {
                faults.add(FILE, "value: " + value, "there is no limit " + value.substring("late.".length()), "add it under limits");
            }
        } else if (!COLUMNS.contains(value) && !manifest.field(value).list() && !(manifest.field(value).personal() && !manifest.personalSeenBy().isEmpty())) {
            faults.add(FILE, "value: " + value, "the ledger cannot show " + value, "write list: true for it under data, or, if it is personal, personalSeenBy");
        }
    }

    private void figure(Manifest.Figure figure) {
        Stream.of(figure.of(), figure.per()).filter(key -> key != null && !manifest.field(key).sum()).forEach(key ->
                faults.add(FILE, "title: " + figure.title(), "the figure cannot add up " + key, "write sum: true for it under data"));
        if (figure.least() != null && !manifest.parameters().contains(figure.least())) {
            faults.add(FILE, "title: " + figure.title(), "there is no parameter " + figure.least(), "add it under parameters");
        }
    }

    private void task(String task) {
        if (!tasks.contains(task)) {
            faults.add(FILE, task, "the model has no task " + task, "correct the id");
        }
    }

    /** Checks that a key is one of the fields at a place; {@code here} has all if the place does not matter. */
    private void field(Set<String> here, String key, String near) {
        if (!known.contains(key)) {
            faults.add(FILE, near, "no form has the field " + key, "correct the key, or add the field");
        } else if (!here.contains(key)) {
            faults.add(FILE, near, "the field " + key + " is not in the form that is filled in here", "add it to that form, or name another");
        }
    }

    private void status(String code) {
        if (!manifest.statuses().containsKey(code) && !"REJECTED".equals(code)) {
            faults.add(FILE, code, "there is no status " + code, "add it under statuses");
        }
    }

    private void personal(String expression) {
        Matcher name = NAME.matcher(expression);
        while (name.find()) {
            if (manifest.field(name.group(1)).personal()) {
                faults.add(FILE, expression, "a table would read " + name.group(1) + ", which is personal, and its answer would not be",
                        "decide by something that is not, or write personal: true under data for all outputs of the table");
            }
        }
    }

    /** Checks the task, and the decision or field there, that an expression names. */
    private void atTask(String what, String task, String key) {
        task(task);
        if ("earlier".equals(what) && !at(task).contains(String.valueOf(key))) {
            faults.add(FILE, what + "." + task + "." + key, "the form of " + task + " has no field " + key, "correct the key");
        } else if (Set.of("chosen", "round").contains(what) && key != null) {
            String decides = manifest.step(task).decides();
            options(decides == null ? Set.of() : optionsOf(decides), List.of(key));
        }
    }

    /** Checks that what a field is compared with can be chosen there. */
    private void constant(String expression, String key, String value) {
        Set<String> options = optionsOf(key);
        if (!options.isEmpty() && !options.contains(value)) {
            faults.add(FILE, expression, "the field " + key + " is never " + value, "take one of the form's options: " + Faults.sorted(options));
        }
    }

    /** Checks the words before a bracket, of which the last ones name a function unless they only join what stands round them. */
    private void called(String expression, String words) {
        boolean known = FUNCTIONS.stream().anyMatch(function -> words.equals(function) || words.endsWith(" " + function));
        String last = words.substring(words.lastIndexOf(' ') + 1);
        if (!known && !WORDS.contains(last) || "today".equals(last)) {
            faults.add(FILE, expression, "there is no function " + last, "write today without brackets, or take one of " + Faults.sorted(FUNCTIONS));
        }
    }

    private void expression(String expression) {
        COMPARED.matcher(expression).results().forEach(found -> constant(expression, found.group(1), found.group(2)));
        String bare = FUNCTION.matcher(expression.replaceAll("\"[^\"]*\"", "")).replaceAll("function");
        AT_TASK.matcher(bare).results().forEach(place -> atTask(place.group(1), place.group(2), place.group(3)));
        Set<String> bound = BOUND.matcher(bare).results().map(found -> found.group(1)).collect(Collectors.toSet());
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            String word = name.group(1);
            if (!known.contains(word) && !WORDS.contains(word) && !bound.contains(word)) {
                faults.add(FILE, expression, "nothing is called " + word, "name a field of a form, a value under data, or today, task, times, chosen, round, doneOn, earlier, parameters");
            }
        }
        CALLED.matcher(expression.replaceAll("\"[^\"]*\"", "")).results().map(found -> found.group(1)).forEach(words -> called(expression, words));
        OF_PARAMETER.matcher(bare).results().map(found -> found.group(1)).filter(parameter -> !manifest.parameters().contains(parameter))
                .forEach(parameter -> faults.add(FILE, expression, "the parameter " + parameter + " is not declared", "add it under parameters"));
        if (BARE_DAY.matcher(bare).find()) {
            faults.add(FILE, expression, "a day without date(…) is a subtraction", "write date(\"2026-01-31\")");
        }
        try {
            Map<String, Object> blank = new HashMap<>();
            known.forEach(key -> blank.put(key, null));
            blank.putAll(Map.of("times", Map.of(), "chosen", Map.of(), "round", Map.of(), "doneOn", Map.of(), "earlier", Map.of(), "parameters", Map.of(), "household", Map.of(),
                    "today", java.time.LocalDate.EPOCH, "startedOn", java.time.LocalDate.EPOCH));
            feel.evaluateSimpleExpression(expression, Variables.fromMap(blank).asVariableContext());
        } catch (RuntimeException e) {
            String why = String.valueOf(e.getMessage());
            if (why.contains("parse")) {
                faults.add(FILE, expression, "the expression cannot be read: " + why.lines().findFirst().orElse(""), "write it in FEEL");
            }
        }
    }
}
