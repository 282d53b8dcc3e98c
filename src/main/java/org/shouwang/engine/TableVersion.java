package org.shouwang.engine;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineException;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.FeelException;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnElement;
import org.camunda.bpm.model.dmn.instance.DmnModelElementInstance;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.xml.ModelException;
import org.shouwang.shared.Decimals;

/** One version of a decision table as a file, which can be compared with another and asked without being deployed. */
public final class TableVersion {

    private static final FeelEngine FEEL = new LiteralsFirst(new KeptFeel());
    private static final DmnEngine DMN = engine();

    /** The most characters of a cell; one that is longer is not read by a person who approves it either. */
    private static final int MAX_CELL = 1_000;
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern COMPARED = Pattern.compile("!?= *\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern LANGUAGE = Pattern.compile("expressionLanguage\\s*=\\s*[\"']([^\"']*)[\"']");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");
    private static final Pattern NAME = Pattern.compile("(?<![.\\w])\\p{L}[\\p{L}\\d_]*");
    private static final Set<String> WORDS = Set.of("and", "or", "not", "true", "false", "null", "if", "then", "else", "between", "in",
            "for", "return", "some", "every", "satisfies");
    /** The words of which the names of the functions consist that a table may call. */
    private static final Set<String> FUNCTIONS = Set.of("date", "number", "string", "floor", "ceiling", "abs", "min", "max", "sum", "count",
            "round", "up", "down", "contains", "starts", "ends", "with", "list", "length", "modulo");

    private static final String REMARK = "remark";

    private final String content;
    private final Decision decision;
    private final DecisionTable table;
    private final DmnDecision evaluated;

    private TableVersion(String content, Decision decision, DecisionTable table, DmnDecision evaluated) {
        this.content = content;
        this.decision = decision;
        this.table = table;
        this.evaluated = evaluated;
    }

    /**
     * A fault of a file.
     *
     * @param line the line, from 1; 0 if the whole file is meant
     * @param what the fault, in Chinese
     * @param mend how to mend it, in Chinese
     */
    public record Problem(int line, String what, String mend) {
    }

    private static DmnEngine engine() {
        DefaultDmnEngineConfiguration configuration = new DefaultDmnEngineConfiguration();
        configuration.setFeelEngineFactory(() -> FEEL);
        return configuration.buildEngine();
    }

    /**
     * Reads a file.
     *
     * @param content a file in DMN with one decision table
     * @return the table
     * @throws IllegalArgumentException if it is none; the message says why, in Chinese
     */
    public static TableVersion read(String content) {
        DmnModelInstance model;
        try {
            model = Dmn.readModelFromStream(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        } catch (ModelException e) {
            throw new IllegalArgumentException("不是 DMN 文件，请用 Camunda Modeler 打开后另存", e);
        }
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        if (decisions.size() != 1 || !(decisions.iterator().next().getExpression() instanceof DecisionTable table)) {
            throw new IllegalArgumentException("文件中须只有一张决策表（decision table）");
        }
        Decision decision = decisions.iterator().next();
        try {
            return new TableVersion(content, decision, table, DMN.parseDecision(decision.getId(), model));
        } catch (DmnEngineException e) {
            throw new IllegalArgumentException("流程引擎不能读取这张表，请用 Camunda Modeler 打开后另存", e);
        }
    }

    /**
     * @return the key of the table
     */
    public String key() {
        return decision.getId();
    }

    /**
     * @return the Chinese name of the table
     */
    public String title() {
        return decision.getName();
    }

    /** Returns the decision table of the file. */
    DecisionTable table() {
        return table;
    }

    /**
     * @return the number of rules
     */
    public int rules() {
        return table.getRules().size();
    }

    /**
     * Returns the Chinese names of the outputs by their names, in the order of the table.
     */
    public Map<String, String> outputs() {
        Map<String, String> outputs = new LinkedHashMap<>();
        table.getOutputs().forEach(output -> outputs.put(output.getName(), output.getLabel()));
        return outputs;
    }

    /**
     * Returns the Chinese names of all columns in the order of the table: conditions, conclusions, and the remark of each row.
     */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        inputs().forEach((expression, input) -> labels.put(inputColumn(expression), named(input.getLabel(), expression)));
        outputs().forEach((name, label) -> labels.put(outputColumn(name), named(label, name)));
        labels.put(REMARK, "备注");
        return labels;
    }

    private static String named(String label, String name) {
        return label == null || label.isBlank() ? name : label;
    }

    static String inputColumn(String expression) {
        return "input " + expression;
    }

    static String outputColumn(String name) {
        return "output " + name;
    }

    /**
     * @return the rows as they are written, each by the columns of {@link #labels()}; a cell without a condition is empty
     */
    public List<Map<String, String>> written() {
        return table.getRules().stream().map(this::cells).toList();
    }

    /** Returns the cells of a row by the columns of {@link #labels()}. */
    Map<String, String> cells(Rule rule) {
        Map<String, String> cells = new LinkedHashMap<>();
        List<DmnElement> entries = Stream.concat(rule.getInputEntries().stream(), rule.getOutputEntries().stream()).toList();
        List<String> columns = labels().keySet().stream().filter(column -> !REMARK.equals(column)).toList();
        for (int i = 0; i < columns.size() && i < entries.size(); i++) {
            cells.put(columns.get(i), "-".equals(text(entries.get(i))) ? "" : text(entries.get(i)));
        }
        cells.put(REMARK, text(rule.getDescription()));
        return cells;
    }

    /** Returns whether each case is to have its row; of a table that collects what it finds, no row means that nothing was found. */
    boolean answersAlways() {
        return table.getHitPolicy() != HitPolicy.COLLECT;
    }

    /** Returns the inputs by their expressions, in the order of the table. */
    Map<String, Input> inputs() {
        Map<String, Input> inputs = new LinkedHashMap<>();
        table.getInputs().forEach(input -> inputs.put(text(input.getInputExpression()), input));
        return inputs;
    }

    /**
     * Asks the table.
     *
     * @param inputs the facts by the names of the inputs
     * @return the matching rows, each by the names of its outputs
     * @throws IllegalArgumentException if the table cannot answer
     */
    public List<Map<String, Object>> rows(Map<String, Object> inputs) {
        try {
            return DMN.evaluateDecisionTable(evaluated, inputs).getResultList();
        } catch (DmnEngineException | FeelException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * Looks for what keeps this version from taking the place of another.
     *
     * @param present the version in force
     * @return the faults in the order of the file; empty if it may take the place
     */
    public List<Problem> against(TableVersion present) {
        List<Problem> problems = new ArrayList<>();
        if (!key().equals(present.key())) {
            problems.add(at(decision, "表的代码（id）是 " + key(), "须为 " + present.key()));
            return problems;
        }
        if (decision.getAttributeValueNs("http://camunda.org/schema/1.0/dmn", "historyTimeToLive") == null) {
            problems.add(at(decision, "没有填写历史记录保留时间（historyTimeToLive）", "在 Modeler 的 History cleanup 中填写，如 P3650D"));
        }
        if (table.getHitPolicy() != present.table.getHitPolicy() || table.getAggregation() != present.table.getAggregation()) {
            problems.add(at(table, "命中方式是 " + table.getHitPolicy(), "须为 " + present.table.getHitPolicy()));
        }
        columns(problems, "输入", inputs().keySet(), present.inputs().keySet());
        Map<String, String> types = types(present);
        columns(problems, "输出", outputs().keySet(), types.keySet());
        types(this).forEach((name, type) -> {
            if (types.containsKey(name) && !types.get(name).equals(type)) {
                problems.add(at(table, "输出 " + name + " 的类型是 " + type, "须为 " + types.get(name)));
            }
        });
        if (rules() == 0) {
            problems.add(at(table, "表中没有一行规则", "至少要有一行"));
        }
        languages(problems);
        cells(problems, present);
        if (present.endsWithAll() && !endsWithAll()) {
            problems.add(at(table, "最后一行须是没有条件的一行，否则有的户没有结论", "在最后加一行，条件都留空"));
        }
        return problems;
    }

    private static Map<String, String> types(TableVersion version) {
        return version.table.getOutputs().stream().collect(Collectors.toMap(Output::getName, output -> output.getTypeRef() == null ? "" : output.getTypeRef(),
                (one, other) -> one, LinkedHashMap::new));
    }

    private void columns(List<Problem> problems, String kind, Set<String> now, Set<String> before) {
        Set<String> missing = new LinkedHashSet<>(before);
        missing.removeAll(now);
        missing.forEach(name -> problems.add(at(table, "缺少" + kind + " " + name, "程序要用到这一列，请补上；不再需要的，条件都留空")));
        Set<String> more = new LinkedHashSet<>(now);
        more.removeAll(before);
        more.forEach(name -> problems.add(at(table, "多了" + kind + " " + name, "程序不提供这一列，请删去")));
    }

    private void languages(List<Problem> problems) {
        LANGUAGE.matcher(content).results().filter(found -> !found.group(1).toLowerCase(Locale.ROOT).contains("feel"))
                .forEach(found -> problems.add(new Problem(line(found.start()), "用了脚本语言 " + found.group(1), "只能用 FEEL")));
    }

    private void cells(List<Problem> problems, TableVersion present) {
        Set<String> known = new LinkedHashSet<>(inputs().keySet());
        // The program may give a table more than its columns, such as a value with which a column is compared.
        present.cells().forEach(cell -> names(text(cell)).forEach(known::add));
        List<Output> outputs = List.copyOf(table.getOutputs());
        Map<String, Set<String>> codes = present.codes();
        for (Rule rule : table.getRules()) {
            rule.getInputEntries().forEach(cell -> cell(problems, cell, known, false));
            List<? extends DmnElement> answers = List.copyOf(rule.getOutputEntries());
            for (int i = 0; i < answers.size() && i < outputs.size(); i++) {
                cell(problems, answers.get(i), known, true);
                Set<String> allowed = codes.get(outputs.get(i).getName());
                if (allowed != null) {
                    DmnElement answer = answers.get(i);
                    literals(text(answer)).filter(each -> !allowed.contains(each)).forEach(each -> problems.add(at(answer,
                            "结论 " + each + " 程序不认识", "只能是：" + String.join("、", allowed))));
                }
            }
        }
    }

    private Stream<DmnElement> cells() {
        return table.getRules().stream().flatMap(rule -> Stream.concat(rule.getInputEntries().stream(), rule.getOutputEntries().stream()));
    }

    /** Returns the names in an expression that are neither words nor functions of the language. */
    private static Stream<String> names(String text) {
        return NAME.matcher(STRING.matcher(text).replaceAll("\"\"")).results().map(MatchResult::group)
                .filter(name -> !WORDS.contains(name) && !FUNCTIONS.contains(name));
    }

    private void cell(List<Problem> problems, DmnElement cell, Set<String> known, boolean output) {
        String text = text(cell);
        if (text.isEmpty() || "-".equals(text)) {
            return;
        }
        if (text.length() > MAX_CELL) {
            problems.add(at(cell, "一格有 " + text.length() + " 个字符", "一格至多 " + MAX_CELL + " 个字符，写不下的分成几行"));
            return;
        }
        Optional<String> number = TableWarnings.NUMBER.matcher(STRING.matcher(text).replaceAll("")).results().map(MatchResult::group)
                .filter(each -> Decimals.problem(each) != null).findFirst();
        if (number.isPresent()) {
            problems.add(at(cell, "“" + number.get() + "”" + Decimals.problem(number.get()), "改为实际可能的数"));
            return;
        }
        Optional<String> unknown = names(text).filter(name -> !known.contains(name)).findFirst();
        if (unknown.isPresent()) {
            problems.add(at(cell, "“" + text + "”中的 " + unknown.get() + " 不是本表的输入，也不是可用的函数", "改为本表的输入：" + String.join("、", known)));
            return;
        }
        try {
            Map<String, Object> nothing = new HashMap<>();
            known.forEach(name -> nothing.put(name, null));
            nothing.put("cellInput", null);
            if (output) {
                FEEL.evaluateSimpleExpression(text, Variables.fromMap(nothing).asVariableContext());
            } else {
                FEEL.evaluateSimpleUnaryTests(text, "cellInput", Variables.fromMap(nothing).asVariableContext());
            }
        } catch (FeelException e) {
            if (String.valueOf(e.getMessage()).contains("failed to parse")) {
                problems.add(at(cell, "“" + text + "”不是 FEEL 表达式", "按 FEEL 的写法修改，文字要加英文引号"));
            }
        }
    }

    /** Returns the codes of the outputs that answer with codes only, by the names of the outputs. */
    private Map<String, Set<String>> codes() {
        Map<String, Set<String>> codes = new HashMap<>();
        List<Output> outputs = List.copyOf(table.getOutputs());
        for (int i = 0; i < outputs.size(); i++) {
            int column = i;
            Set<String> found = table.getRules().stream().flatMap(rule -> literals(text(List.copyOf(rule.getOutputEntries()).get(column))))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            if (!found.isEmpty() && found.stream().allMatch(each -> CODE.matcher(each).matches())) {
                codes.put(outputs.get(i).getName(), found);
            }
        }
        return codes;
    }

    /** Returns the texts with which an expression may answer, without those with which it compares. */
    static Stream<String> literals(String text) {
        return STRING.matcher(COMPARED.matcher(text).replaceAll("")).results().map(found -> found.group().substring(1, found.group().length() - 1));
    }

    private boolean endsWithAll() {
        List<Rule> rules = List.copyOf(table.getRules());
        return !rules.isEmpty() && rules.get(rules.size() - 1).getInputEntries().stream().map(TableVersion::text).allMatch(text -> text.isEmpty() || "-".equals(text));
    }

    static String text(DmnModelElementInstance cell) {
        return cell == null ? "" : cell.getTextContent().strip();
    }

    private Problem at(DmnElement element, String what, String mend) {
        int place = element.getId() == null ? -1 : content.indexOf("id=\"" + element.getId() + "\"");
        return new Problem(place < 0 ? 0 : line(place), what, mend);
    }

    private int line(int place) {
        return (int) content.substring(0, place).chars().filter(each -> each == '\n').count() + 1;
    }
}
