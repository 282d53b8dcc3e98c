package org.shouwang.paper;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.engine.TaskDecision;
import org.shouwang.engine.TaskDecisions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** The facts about a case that its papers print. */
@Component
public class CasePaperFacts {

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final TaskDecisions decisions;
    private final CurrentUsers users;

    CasePaperFacts(CaseFiles cases, CaseKinds kinds, TaskDecisions decisions, CurrentUsers users) {
        this.cases = cases;
        this.kinds = kinds;
        this.decisions = decisions;
        this.users = users;
    }

    /**
     * @param item a case
     * @return the values that every paper of the case may print
     */
    public Map<String, Object> base(CaseFile item) {
        Village village = cases.villageOf(item);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("caseNo", item.caseNo());
        model.put("processTitle", kinds.of(item).title());
        model.put("county", village.countyName());
        model.put("township", village.townshipName());
        model.put("village", village.name());
        model.put("fullVillage", village.fullName());
        model.put("filedBy", item.closed() == null ? village.name() : village.countyName() + "乡村振兴部门");
        model.put("subjectTitle", kinds.of(item).subjectTitle());
        model.put("headName", item.headName());
        model.put("headIdMasked", IdNumber.masked(item.headIdNumber()));
        model.put("householdNo", item.householdNo());
        return model;
    }

    /**
     * @param item    a case
     * @param element the element id of a task
     * @return the latest decision of the task that was not taken back; empty if there is none
     */
    public Optional<TaskDecision> decision(CaseFile item, String element) {
        return decisions(item).stream().filter(decision -> decision.elementId().equals(element)).reduce((first, last) -> last);
    }

    /**
     * @param item a case
     * @return the decisions that were not taken back, oldest first
     */
    public List<TaskDecision> decisions(CaseFile item) {
        return decisions.of(item.caseNo()).stream().filter(TaskDecision::stands).toList();
    }

    /**
     * @param decision a decision
     * @return the name of whoever decided, with whom he or she stood in for
     */
    public String nameOf(TaskDecision decision) {
        return decision.by(users.displayName(decision.decidedBy()));
    }

    /**
     * Adds the latest decision of a task to a model: {@code <name>Outcome}, {@code <name>Opinion}, {@code <name>By} and
     * {@code <name>On}, which are null as long as the task was never completed.
     *
     * @param model   the model
     * @param name    the beginning of the names
     * @param item    a case
     * @param element the element id of a task
     */
    public void addDecision(Map<String, Object> model, String name, CaseFile item, String element) {
        Optional<TaskDecision> decision = decision(item, element);
        model.put(name + "Outcome", decision.map(TaskDecision::outcomeText).orElse(null));
        model.put(name + "Opinion", decision.map(TaskDecision::opinion).orElse(null));
        model.put(name + "By", decision.map(this::nameOf).orElse(null));
        model.put(name + "On", decision.map(each -> ChinaTime.dayOf(each.decidedAt())).orElse(null));
    }

    /**
     * @param item    a case
     * @param element the element id of a task
     * @return the day on which the task was last completed; empty if it never was
     */
    public Optional<LocalDate> doneOn(CaseFile item, String element) {
        return decision(item, element).map(decision -> ChinaTime.dayOf(decision.decidedAt()));
    }

    /**
     * Makes rows with numbers of their own, and some empty ones if there are too few. A single empty row, which only keeps the table, has no
     * number.
     *
     * @param rows  the rows
     * @param least the least number of rows
     * @param names the names of the values of a row, for the empty rows
     * @return the rows with their number as {@code no}, from 1
     */
    public static List<Map<String, Object>> numbered(List<Map<String, Object>> rows, int least, String... names) {
        return IntStream.range(0, Math.max(rows.size(), least)).<Map<String, Object>>mapToObj(index -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("no", index < rows.size() || least > 1 ? Integer.valueOf(index + 1) : null);
            for (String name : names) {
                row.put(name, null);
            }
            if (index < rows.size()) {
                row.putAll(rows.get(index));
            }
            return row;
        }).toList();
    }
}
