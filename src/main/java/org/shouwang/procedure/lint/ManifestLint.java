package org.shouwang.procedure.lint;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.ProcessModel;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;

/** Finds what a manifest names and neither the model nor a form has, and expressions that cannot be evaluated. */
final class ManifestLint {

    private static final String FILE = ProcedureFolder.MANIFEST;
    private static final Pattern NAME = Pattern.compile("(?<![\\w.\"])([a-zA-Z]\\w*)(?![\\w(\"])");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "null", "true", "false", "if", "then", "else", "in", "between", "some",
            "every", "satisfies", "for", "return", "today", "startedOn", "subjectAge", "earlier", "casesThisYear", "times", "chosen", "doneOn", "parameters", "item",
            "years", "months", "days", "year", "month", "day");
    private static final String SUBJECT_NAME = "subjectName";
    private static final Pattern FUNCTION = Pattern.compile("\\b[a-z]+( [a-z]+)+(?=\\()");
    private static final Pattern BOUND = Pattern.compile("\\b(?:for|some|every) ([a-z]\\w*) in\\b");
    private static final Pattern AT_TASK = Pattern.compile("\\b(times|doneOn|chosen|earlier)\\.(\\w+)(?:\\.(\\w+))?");
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
    }

    void look() {
        data();
        field(manifest.start().reason(), "reason:");
        manifest.unique().forEach(key -> field(key, "unique:"));
        rules(manifest.start().rules());
        manifest.path().forEach(this::step);
        limits();
        tables();
        if (manifest.notice() != null) {
            task(manifest.notice().after());
            expression(manifest.notice().persons());
            expression(manifest.notice().value());
        }
        if (manifest.ledger() != null) {
            manifest.ledger().columns().forEach(column -> column(column.value()));
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
        });
        if (!manifest.personalSeenBy().isEmpty() && !manifest.field("name").personal()) {
            faults.add(FILE, "personalSeenBy:", "the subject's name would be kept open", "write name: {personal: true} under data");
        }
    }

    private void step(Manifest.PathStep step) {
        task(step.task());
        Set<String> options = new HashSet<>();
        if (step.decides() != null) {
            field(step.decides(), step.decides());
            options.addAll(procedure.field(step.decides()).map(FormComponent::options).orElse(Map.of()).keySet());
        }
        options(options, step.reasonWhen());
        options(options, step.furthering());
        options(options, step.approves());
        options(options, step.ends().keySet());
        step.ends().values().forEach(this::status);
        if (step.concludes() != null) {
            status(step.concludes());
        }
        step.notBy().forEach(this::task);
        if (step.informs()) {
            List.of("informedBy", "informedOn", "refusalReason").forEach(key -> field(key, step.task()));
        }
        rules(step.rules());
    }

    private void options(Set<String> options, Collection<String> named) {
        named.stream().filter(code -> !options.contains(code)).forEach(code ->
                faults.add(FILE, code, "nobody can decide " + code, "take one of the form's options: " + options));
    }

    private void rules(List<Manifest.Rule> rules) {
        rules.forEach(rule -> {
            // Only rules may compare with the name, since nothing of them is kept.
            known.add(SUBJECT_NAME);
            expression(rule.refuse() != null ? rule.refuse() : rule.opinionWhen());
            known.remove(SUBJECT_NAME);
            if (rule.field() != null) {
                field(rule.field(), rule.text());
            }
        });
    }

    private void limits() {
        manifest.limits().forEach(limit -> {
            place(limit.from());
            place(limit.to());
            if (limit.when() != null) {
                expression(limit.when());
            }
            if (limit.metWhen() != null) {
                expression(limit.metWhen());
            }
            if (limit.until() != null) {
                field(limit.until(), limit.id());
            }
        });
    }

    private void place(String place) {
        String[] parts = place.split("\\.");
        if (!"start".equals(parts[0])) {
            task(parts[0]);
        }
        if (parts.length > 1) {
            field(parts[1], place);
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
            table.at().stream().filter(task -> !"start".equals(task)).forEach(this::task);
            table.inputs().forEach((name, expression) -> {
                expression(expression);
                personal(expression);
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
        } else if (!COLUMNS.contains(value) && !manifest.field(value).list()) {
            faults.add(FILE, "value: " + value, "the ledger cannot show " + value, "write list: true for it under data");
        }
    }

    private void task(String task) {
        if (!tasks.contains(task)) {
            faults.add(FILE, task, "the model has no task " + task, "correct the id");
        }
    }

    private void field(String key, String near) {
        if (!known.contains(key)) {
            faults.add(FILE, near, "no form has the field " + key, "correct the key");
        }
    }

    private void status(String code) {
        if (!manifest.statuses().containsKey(code)) {
            faults.add(FILE, code, "there is no status " + code, "add it under statuses");
        }
    }

    private void personal(String expression) {
        Matcher name = NAME.matcher(expression);
        while (name.find()) {
            if (manifest.field(name.group(1)).personal()) {
                faults.add(FILE, expression, "a table would read " + name.group(1) + ", which is personal", "decide by something that is not");
            }
        }
    }

    /** Checks the task, and the decision or field there, that an expression names. */
    private void atTask(String what, String task, String key) {
        task(task);
        Set<String> fields = procedure.model().tasks().stream().filter(each -> each.id().equals(task)).map(ProcessModel.Task::form)
                .flatMap(form -> procedure.fields(form).stream()).map(FormComponent::key).collect(Collectors.toSet());
        if ("earlier".equals(what) && !fields.contains(String.valueOf(key))) {
            faults.add(FILE, what + "." + task + "." + key, "the form of " + task + " has no field " + key, "correct the key");
        } else if ("chosen".equals(what) && key != null) {
            String decides = manifest.step(task).decides();
            options(decides == null ? Set.of() : procedure.field(decides).map(FormComponent::options).orElse(Map.of()).keySet(), List.of(key));
        }
    }

    private void expression(String expression) {
        String bare = FUNCTION.matcher(expression.replaceAll("\"[^\"]*\"", "")).replaceAll("function");
        AT_TASK.matcher(bare).results().forEach(place -> atTask(place.group(1), place.group(2), place.group(3)));
        Set<String> bound = BOUND.matcher(bare).results().map(found -> found.group(1)).collect(Collectors.toSet());
        Matcher name = NAME.matcher(bare);
        while (name.find()) {
            String word = name.group(1);
            if (!known.contains(word) && !WORDS.contains(word) && !bound.contains(word)) {
                faults.add(FILE, expression, "nothing is called " + word, "name a field of a form, a value under data, or today, times, chosen, doneOn, earlier, parameters");
            }
        }
        try {
            Map<String, Object> blank = new HashMap<>();
            known.forEach(key -> blank.put(key, null));
            blank.putAll(Map.of("times", Map.of(), "chosen", Map.of(), "doneOn", Map.of(), "earlier", Map.of(), "parameters", Map.of(), "casesThisYear", 1,
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
