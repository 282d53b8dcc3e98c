package org.shouwang.procedure;

import java.util.Map;
import org.shouwang.casefile.CaseFacts;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseNotice;
import org.shouwang.deadline.Deadlines;
import org.shouwang.engine.Expressions;
import org.shouwang.notice.NoticeEntry;
import org.shouwang.notice.NoticeWording;
import org.shouwang.notice.Notices;
import org.shouwang.shared.Decimals;

/** The public notices of a procedure, which say what its manifest says. */
public final class ProcedureNotice extends CaseNotice {

    private final NoticeOf newest;
    private final Procedures procedures;
    private final CaseFiles cases;
    private final Entries entries;
    private final Known known;
    private final Expressions expressions;

    ProcedureNotice(FolderKind kind, NoticeOf newest, Procedures procedures, CaseFiles cases, CaseFacts facts, Notices notices,
                    Deadlines deadlines, Entries entries, Known known, Expressions expressions) {
        super(kind, cases, facts, notices, deadlines);
        this.newest = newest;
        this.procedures = procedures;
        this.cases = cases;
        this.entries = entries;
        this.known = known;
        this.expressions = expressions;
    }

    @Override
    public NoticeEntry entryOf(String caseNo) {
        Procedure procedure = procedures.ofCase(caseNo);
        NoticeOf notice = procedure.manifest().notice();
        Map<String, Object> values = known.of(procedure, caseNo, entries.present(caseNo, procedure), null, null);
        Object persons = expressions.value(notice.persons(), values);
        return new NoticeEntry(caseNo, cases.get(caseNo).headName(), persons == null ? 1 : Decimals.parse(persons.toString()).orElseThrow().intValueExact(),
                String.valueOf(expressions.value(notice.value(), values)));
    }

    @Override
    public NoticeWording wording() {
        return new NoticeWording(newest.heading(), newest.detail());
    }
}
