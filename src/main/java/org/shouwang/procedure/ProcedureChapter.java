package org.shouwang.procedure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.household.Household;
import org.shouwang.household.HouseholdChapter;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.Decimals;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The chapter of a household's page with its cases of procedures. */
@Component
@Order(60)
record ProcedureChapter(Procedures procedures, Values values, CaseFiles cases, CaseKinds kinds, Regions regions,
                        CurrentUsers users) implements HouseholdChapter {

    @Override
    public String key() {
        return "procedures";
    }

    @Override
    public String title() {
        return "帮扶事项";
    }

    @Override
    public List<Line> of(long householdId) {
        List<CaseFile> own = cases.ofHousehold(householdId).stream().filter(item -> procedures.find(item.process()).isPresent()
                && kinds.of(item).isReadInFull(item))
                .sorted(Comparator.comparing(CaseFile::id)).toList();
        Map<String, Map<String, Object>> shown = values.of(own.stream().map(CaseFile::caseNo).toList());
        return own.stream().map(item -> {
            Procedure procedure = procedures.get(item.process());
            List<String> detail = new ArrayList<>();
            if (procedure.manifest().subject() == SubjectKind.PERSON) {
                detail.add(item.headName());
            }
            procedure.manifest().data().forEach((key, field) -> {
                Object value = ProcedureLedger.shown(procedure, key, shown.getOrDefault(item.caseNo(), Map.of()).get(key));
                if (field.list() && value != null) {
                    detail.add(procedure.title(key) + " " + (value instanceof BigDecimal number ? Decimals.grouped(number) : value));
                }
            });
            return new Line(ChinaTime.dayOf(item.registeredAt()), item.caseNo() + " " + procedure.manifest().title() + "："
                    + kinds.of(item).statusText(item), detail.isEmpty() ? null : String.join("，", detail), "/cases/" + item.caseNo());
        }).toList();
    }

    @Override
    public Action actionFor(Household household) {
        Village place = regions.findVillage(household.villageCode()).orElseThrow();
        return procedures.all().stream().anyMatch(each -> each.manifest().subject().fields().contains("householdNo")
                && each.mayBeStartedBy(users.get(), place)) ? new Action("发起", "/procedures?householdNo=" + household.householdNo()) : null;
    }
}
