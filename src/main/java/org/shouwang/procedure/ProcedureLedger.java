package org.shouwang.procedure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.shouwang.deadline.Deadlines;
import org.shouwang.deadline.Limit;
import org.shouwang.engine.FormComponent;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.Page;
import org.springframework.stereotype.Service;

/** The ledger (台账) of a procedure: a row for each case, in the columns that its manifest names. */
@Service
public record ProcedureLedger(ProcedureCases cases, TaskDecisions decisions, Deadlines deadlines, Entries entries, Regions regions,
                              CurrentUsers users, AdjustableClock clock) {

    private static final String DONE_ON = "doneOn.";
    private static final String LATE = "late.";
    /** The fields of which several values are kept in one text; in a text that people write a line is their own. */
    private static final Set<String> LISTS = Set.of("checklist", "taglist");

    /**
     * @param procedure a procedure
     * @return the headings of its columns
     * @throws NotFoundException if the procedure has no ledger
     */
    public static List<String> header(Procedure procedure) {
        if (procedure.manifest().ledger() == null) {
            throw new NotFoundException("“" + procedure.manifest().title() + "”没有台账");
        }
        List<String> header = new ArrayList<>(List.of("序号"));
        procedure.manifest().ledger().columns().forEach(column -> header.add(column.title()));
        return header;
    }

    /**
     * Returns the rows for a page of cases.
     *
     * @param procedure a procedure with a ledger
     * @param page      a page of its cases
     * @param first     the number of the first row
     * @return the rows: whole numbers, texts, decimal numbers, days and null
     */
    public List<List<Object>> rows(Procedure procedure, Page<ProcedureCases.Item> page, long first) {
        Map<String, String> statuses = cases.statuses(procedure);
        Map<String, Village> places = new TreeMap<>();
        List<String> caseNos = page.items().stream().map(ProcedureCases.Item::caseNo).toList();
        Map<String, List<TaskDecision>> decided = has(procedure, column -> column.startsWith(DONE_ON)) ? decisions.standingOf(caseNos) : Map.of();
        Map<String, List<Limit>> limits = has(procedure, column -> column.startsWith(LATE)) ? deadlines.of(caseNos) : Map.of();
        Predicate<String> personal = column -> procedure.manifest().field(column).personal();
        Map<String, Map<String, Object>> read = has(procedure, personal) ? entries.inForce(readable(procedure, page.items()), procedure) : Map.of();
        List<List<Object>> rows = new ArrayList<>();
        for (ProcedureCases.Item item : page.items()) {
            Village place = places.computeIfAbsent(item.regionCode(), code -> regions.findPlace(code).orElseThrow());
            List<TaskDecision> done = decided.getOrDefault(item.caseNo(), List.of());
            List<Object> row = new ArrayList<>(List.of(first + rows.size()));
            procedure.manifest().ledger().columns().forEach(column -> row.add(switch (column.value()) {
                case "number" -> item.caseNo();
                case "subject" -> item.subject();
                case "village" -> place.name();
                case "township" -> place.townshipName();
                case "county" -> place.countyName();
                case "startedOn" -> item.startedOn();
                case "endedOn" -> item.decidedOn();
                case "status" -> procedure.manifest().statusText(item.status(), statuses.get(item.status()), item.values());
                default -> column.value().startsWith(DONE_ON) ? doneOn(done, column.value().substring(DONE_ON.length()))
                        : column.value().startsWith(LATE) ? late(limits.getOrDefault(item.caseNo(), List.of()), column.value().substring(LATE.length()))
                        : personal.test(column.value()) ? read.containsKey(item.caseNo())
                                ? shown(procedure, column.value(), read.get(item.caseNo()).get(column.value())) : ProcedureStart.NOT_SHOWN
                        : shown(procedure, column.value(), item.values().get(column.value()));
            }));
            rows.add(row);
        }
        return rows;
    }

    private static boolean has(Procedure procedure, Predicate<String> wanted) {
        return procedure.manifest().ledger().columns().stream().map(Ledger.Column::value).anyMatch(wanted);
    }

    /** Returns the numbers of the cases of which the user who has signed in reads the personal values. */
    private List<String> readable(Procedure procedure, List<ProcedureCases.Item> items) {
        return items.stream().filter(item -> CaseReaders.isReader(procedure, users.get(), item.values())).map(ProcedureCases.Item::caseNo).toList();
    }

    /** Tells whether a limit of a case was missed, any time if it ran more than once; null if it never ran. */
    private String late(List<Limit> limits, String rule) {
        List<Limit> own = limits.stream().filter(limit -> limit.rule().name().equals(rule)).toList();
        return own.isEmpty() ? null : own.stream().anyMatch(limit -> limit.isLate(clock.today())) ? "是" : "否";
    }

    private static LocalDate doneOn(List<TaskDecision> done, String task) {
        return done.stream().filter(decision -> decision.elementId().equals(task)).reduce((first, last) -> last)
                .map(decision -> ChinaTime.dayOf(decision.decidedAt())).orElse(null);
    }

    /**
     * @param procedure a procedure
     * @param key       the key of a value that lists show
     * @param value     the value as it is kept for lists, or null
     * @return the value as people read it: a text, a number or a day; null for none. A count, such as of persons, is a whole number
     */
    public static Object shown(Procedure procedure, String key, Object value) {
        if (value != null && !procedure.manifest().field(key).words().isEmpty()) {
            return procedure.shown(key, value);
        }
        if (value instanceof BigDecimal number && number.stripTrailingZeros().scale() <= 0
                && procedure.field(key).map(FormComponent::decimals).orElse(0) == 0) {
            return number.longValueExact();
        }
        return value instanceof BigDecimal || value instanceof LocalDate ? value
                : value instanceof String text ? procedure.shown(key, text.contains("|") && procedure.field(key).map(FormComponent::type).map(LISTS::contains).orElse(true) ? List.of(text.split("\\|")) : text) : null;
    }
}
