package org.shouwang.safetynet;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseStatus;
import org.shouwang.outbox.EventType;
import org.shouwang.procedure.FolderKind;
import org.shouwang.procedure.ReadFolders;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The cases of the recognition: as its manifest says, with the events that were published before it was a folder. */
@Component
public class SafetyNetCases extends FolderKind {

    /** 已标注兜底保障户：the household is marked in the national system. */
    public static final CaseStatus SAFETY_NET = CaseStatus.reached("SAFETY_NET", "已标注兜底保障户",
            new EventType("case.safety-net", "案件：已标注兜底保障户", 80));
    /** 不符合兜底保障条件：the visit found that the household is none without any labour. */
    public static final CaseStatus NOT_QUALIFIED = CaseStatus.refused("NOT_QUALIFIED", "不符合兜底保障条件",
            new EventType("case.not-qualified", "案件：不符合兜底保障条件", 90));

    SafetyNetCases(ReadFolders folders, ObjectProvider<Parts> parts) {
        super("safety-net-recognition", folders, parts);
    }

    @Override
    public List<CaseStatus> endings() {
        return List.of(SAFETY_NET, NOT_QUALIFIED);
    }

    @Override
    public Map<String, Object> formFactsOf(CaseFile item) {
        Map<String, Object> facts = super.formFactsOf(item);
        // Forms of cases that are older than the folder ask for them by this name.
        facts.put("checkFacts", visitedOn(item) == null ? null : facts.get("caseFacts"));
        return facts;
    }

    @Override
    public LocalDate visitedOn(CaseFile item) {
        return (LocalDate) presentOf(item).get("verifiedOn");
    }
}
