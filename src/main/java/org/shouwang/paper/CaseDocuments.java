package org.shouwang.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;

/** The papers of a case, as far as the user who has signed in may have them. */
@Service
public class CaseDocuments {

    private static final String ENTRIES = "entries";
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
        this.byProcess = all.stream().collect(Collectors.toMap(CasePapers::process, Function.identity(), (first, later) -> first));
    }

    /**
     * @param caseNo a case's number; may be anything that a user typed
     * @return the papers of the case that the user may have, in the order in which a case needs them, with those that cannot
     *     be made yet
     * @throws NotFoundException if the user may see no such case
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
     * @throws NotFoundException if the user may see no such case, or the case has no such paper, not yet
     *     or not for this user
     */
    public PaperShelf.DocumentFile take(String caseNo, String kind, PaperFormat format, Integer version) {
        CaseFile item = cases.visible(caseNo);
        return shelf.take(item.caseNo(), item.countyCode(), kinds(item), kind, format, version);
    }

    /**
     * Puts many cases into one paper that is a list.
     *
     * @param kind    a kind of paper that is a list
     * @param caseNos the numbers of cases of one process, at least one; may be anything that a user typed
     * @param further values of the whole list, such as its number; they come before those of the cases
     * @return the paper for {@link PaperShelf#take}, whose {@code lacking} names the first case that cannot be in it yet
     * @throws NotFoundException if the user may not see one of the cases, or such cases have no such list
     */
    public PaperShelf.Kind list(String kind, List<String> caseNos, Map<String, Object> further) {
        List<CaseFile> items = caseNos.stream().map(cases::visible).toList();
        CasePaper paper = allowed(items.get(0)).stream().filter(each -> each.list() && each.kind().equals(kind)
                        && items.stream().allMatch(item -> item.process().equals(items.get(0).process())))
                .findFirst().orElseThrow(() -> new NotFoundException("这些案件没有这种名单"));
        String lacking = items.stream().filter(item -> paper.lacking().apply(item) != null).findFirst()
                .map(item -> item.caseNo() + paper.lacking().apply(item)).orElse(null);
        return new PaperShelf.Kind(kind, paper.title(), paper.template(), lacking, () -> {
            List<Map<String, Object>> models = items.stream().map(item -> model(paper, item)).toList();
            Map<String, Object> together = new LinkedHashMap<>(models.get(0));
            // What is not the same for all cases is left blank.
            together.replaceAll((name, value) -> models.stream().allMatch(model -> Objects.equals(model.get(name), value)) ? value : null);
            together.put(ENTRIES, CasePaperFacts.numbered(models.stream().flatMap(model -> rows(model).stream()).toList(), 0));
            together.putAll(further);
            return together;
        });
    }

    /** Returns the rows without their numbers, since a list numbers them anew. */
    private static List<Map<String, Object>> rows(Map<String, Object> model) {
        return ((List<?>) model.get(ENTRIES)).stream().map(row -> {
            Map<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) row).forEach((name, value) -> values.put((String) name, value));
            values.remove("no");
            return values;
        }).toList();
    }

    private List<PaperShelf.Kind> kinds(CaseFile item) {
        return allowed(item).stream().map(paper -> new PaperShelf.Kind(paper.kind(), paper.title(), paper.template(), paper.lacking().apply(item),
                () -> model(paper, item))).toList();
    }

    private Map<String, Object> model(CasePaper paper, CaseFile item) {
        Map<String, Object> model = new LinkedHashMap<>(facts.base(item));
        model.putAll(paper.model().apply(item));
        return model;
    }

    private List<CasePaper> allowed(CaseFile item) {
        CurrentUser user = users.get();
        boolean office = !user.is(Role.PARTNER);
        List<CasePaper> all = Optional.ofNullable(byProcess.get(item.process())).map(papers -> papers.papers(item)).orElse(List.of());
        return all.isEmpty() ? all : Stream.concat(all.stream(), Stream.of(archive(all)))
                .filter(paper -> office || paper.readers() == Readers.ALL).toList();
    }

    /** Returns the list of contents of the case's file (档案目录), with what was made so far. It names papers that other systems may not know. */
    private CasePaper archive(List<CasePaper> all) {
        return new CasePaper(ARCHIVE, "档案目录", "_parts/documents/" + ARCHIVE + ".docx", Readers.OFFICES,
                item -> null, item -> {
            Map<String, Paper> latest = papers.of(item.caseNo()).stream()
                    .collect(Collectors.toMap(Paper::kind, Function.identity(), (newest, older) -> newest));
            return Map.of(ENTRIES, CasePaperFacts.numbered(all.stream().map(paper -> {
                Paper made = latest.get(paper.kind());
                return FormRows.row("title", paper.title(), "paperNo", made == null ? null : made.paperNo(),
                        "version", made == null ? null : made.version());
            }).toList(), all.size() + BLANK_ROWS, "title", "paperNo", "version", "pages", "remark"));
        });
    }
}
