package org.shouwang.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.FormRows;
import org.shouwang.paper.CasePaper.Readers;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.springframework.stereotype.Service;

/** The papers of a case, as far as the user who has signed in may have them. */
@Service
public class CaseDocuments {

    private static final String ARCHIVE = "archive";
    /** The rows for what else is put into the file by hand, such as photographs. */
    private static final int BLANK_ROWS = 5;

    private final CaseFiles cases;
    private final CasePaperFacts facts;
    private final Papers papers;
    private final PaperShelf shelf;
    private final CurrentUsers users;
    private final Map<String, CasePapers> byProcess;

    CaseDocuments(CaseFiles cases, CasePaperFacts facts, Papers papers, PaperShelf shelf, CurrentUsers users, List<CasePapers> all) {
        this.cases = cases;
        this.facts = facts;
        this.papers = papers;
        this.shelf = shelf;
        this.users = users;
        this.byProcess = all.stream().collect(Collectors.toMap(CasePapers::process, Function.identity()));
    }

    /**
     * @param caseNo a case's number; may be anything that a user typed
     * @return the papers of the case that the user may have, in the order in which a case needs them, with those that cannot
     *     be made yet
     * @throws org.shouwang.shared.NotFoundException if the user may see no such case
     */
    public List<PaperShelf.Document> of(String caseNo) {
        CaseFile item = cases.visible(caseNo);
        return shelf.list(item.caseNo(), kinds(item));
    }

    /**
     * Makes a paper of a case, or finds the kept one if nothing has changed since, and takes it out, which is put on record.
     *
     * @param caseNo  a case's number; may be anything that a user typed
     * @param kind    a kind of paper; may be anything that a user typed
     * @param format  the format
     * @param version a kept version, or null for the paper as it is now
     * @return the file
     * @throws org.shouwang.shared.NotFoundException if the user may see no such case, or the case has no such paper, not yet
     *     or not for this user
     */
    public PaperShelf.DocumentFile take(String caseNo, String kind, PaperFormat format, Integer version) {
        CaseFile item = cases.visible(caseNo);
        return shelf.take(item.caseNo(), item.countyCode(), kinds(item), kind, format, version);
    }

    private List<PaperShelf.Kind> kinds(CaseFile item) {
        CurrentUser user = users.get();
        boolean office = user.covers(item.villageCode()) || user.is(Role.BANK);
        List<CasePaper> all = Optional.ofNullable(byProcess.get(item.process())).map(CasePapers::papers).orElse(List.of());
        return all.isEmpty() ? List.of() : Stream.concat(all.stream(), Stream.of(archive(all)))
                .filter(paper -> office || paper.readers() == Readers.ALL)
                .map(paper -> new PaperShelf.Kind(paper.kind(), paper.title(), paper.template(), paper.lacking().apply(item), () -> {
                    Map<String, Object> model = new LinkedHashMap<>(facts.base(item));
                    model.putAll(paper.model().apply(item));
                    return model;
                })).toList();
    }

    /** Returns the list of contents of the case's file (档案目录), with what was made so far. */
    private CasePaper archive(List<CasePaper> all) {
        return new CasePaper(ARCHIVE, "档案目录", all.get(0).template().replaceFirst("/.*", "/documents/" + ARCHIVE + ".docx"), Readers.ALL,
                item -> null, item -> {
            Map<String, Paper> latest = papers.of(item.caseNo()).stream()
                    .collect(Collectors.toMap(Paper::kind, Function.identity(), (newest, older) -> newest));
            return Map.of("entries", CasePaperFacts.numbered(all.stream().map(paper -> {
                Paper made = latest.get(paper.kind());
                return FormRows.row("title", paper.title(), "paperNo", made == null ? null : made.paperNo(),
                        "version", made == null ? null : made.version());
            }).toList(), all.size() + BLANK_ROWS, "title", "paperNo", "version", "pages", "remark"));
        });
    }
}
