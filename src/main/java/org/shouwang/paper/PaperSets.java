package org.shouwang.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseKinds;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Sha256;
import org.shouwang.shared.Texts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Makes one kind of paper for many cases at once, such as the cards of all households of a village. What is a list itself, such
 * as that of the preselected, becomes one paper with all cases of a township.
 */
@Service
public class PaperSets {

    /** The most cases of a set. */
    public static final int MOST = 200;

    private static final int DIGITS = 24;
    private static final String NOT_MADE = "未出具.txt";

    private final JdbcClient jdbc;
    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CaseDocuments documents;
    private final PaperShelf shelf;
    private final Regions regions;
    private final CurrentUsers users;
    private final List<CasePapers> all;

    PaperSets(JdbcClient jdbc, CaseFiles cases, CaseKinds kinds, CaseDocuments documents, PaperShelf shelf, Regions regions,
              CurrentUsers users, List<CasePapers> all) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.kinds = kinds;
        this.documents = documents;
        this.shelf = shelf;
        this.regions = regions;
        this.users = users;
        this.all = all;
    }

    /**
     * A choice of a kind of paper.
     *
     * @param process the key of the process of the cases
     * @param kind    the kind's name in addresses
     * @param title   the names of process and paper
     */
    public record Choice(String process, String kind, String title) {

        /**
         * @return the choice in one text, as a form sends it
         */
        public String value() {
            return process + "/" + kind;
        }
    }

    /**
     * A printed set.
     *
     * @param content the zip file
     * @param made    the number of papers in it
     * @param missing the number of cases whose paper could not be made
     */
    public record PaperSet(byte[] content, int made, int missing) {
    }

    /**
     * @return the kinds of papers of all processes
     */
    public List<Choice> choices() {
        List<Choice> choices = new ArrayList<>();
        for (CasePapers each : all) {
            each.papers().forEach(paper -> choices.add(new Choice(each.process(), paper.kind(), kinds.of(each.process()).title() + "·" + paper.title())));
        }
        return choices;
    }

    /**
     * @param process     the key of a process
     * @param villageCode the code of a village; may be anything that a user typed
     * @return the latest cases of the process in the village that the user who has signed in may see and nobody has withdrawn,
     *     at most {@link #MOST}
     */
    public List<CaseFile> casesOf(String process, String villageCode) {
        if (regions.findVillage(villageCode).isEmpty() || !users.get().covers(villageCode)) {
            return List.of();
        }
        return jdbc.sql("""
                        select case_no from shouwang.case_file
                        where village_code = ? and process_key = ? and status <> 'WITHDRAWN' order by id desc limit ?
                        """)
                .params(villageCode, process, MOST).query(String.class).list().stream().flatMap(caseNo -> cases.findVisible(caseNo).stream()).toList();
    }

    /**
     * A village to choose.
     *
     * @param code the village's code
     * @param name the names of township and village
     */
    public record VillageChoice(String code, String name) {
    }

    /**
     * @return the villages that the user who has signed in sees; empty for users above the counties
     */
    public List<VillageChoice> villages() {
        String[] reach = users.get().posts().stream().filter(post -> post.seesItsRegion() && post.countyCode() != null)
                .map(Post::regionCode).toArray(String[]::new);
        return jdbc.sql("""
                        select v.code, t.name || v.name as name from shouwang.region v join shouwang.region t on t.code = v.parent_code
                        where v.level = 'VILLAGE' and exists (select 1 from unnest(?) as mine (code) where starts_with(v.code, mine.code))
                        order by v.code
                        """)
                .param(reach).query(Rows.as(VillageChoice.class)).list();
    }

    /**
     * Makes a set on behalf of the user who has signed in. Each paper is kept and put on record as a single one is. What cannot
     * be made stands with its reason in a text file of the set.
     *
     * @param kind    a kind of paper; may be anything that a user typed, or null
     * @param caseNos the numbers of cases; may be anything that a user typed, or null
     * @return the set
     * @throws InvalidInputException if no kind or no case is named, more than {@link #MOST} cases are, or nothing could be made
     */
    public PaperSet make(String kind, List<String> caseNos) {
        if (kind == null || kind.isBlank()) {
            throw new InvalidInputException("kind", "文书", "为必填项");
        }
        Set<String> numbers = new LinkedHashSet<>();
        (caseNos == null ? List.<String>of() : caseNos).forEach(caseNo -> numbers.add(caseNo == null ? "" : Texts.number(caseNo)));
        if (numbers.isEmpty() || numbers.size() > MOST) {
            throw new InvalidInputException("caseNos", "案件", numbers.isEmpty() ? "至少选择一件" : "一次最多" + MOST + "件");
        }
        Map<String, String> missing = new LinkedHashMap<>();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        int made = 0;
        try (ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            for (List<String> together : groups(kind, numbers, missing)) {
                PaperShelf.DocumentFile paper = together.size() == 1 ? documents.take(together.get(0), kind, PaperFormat.DOCX, null)
                        : shelf.take("SET-" + Sha256.hex(String.join(" ", together)).substring(0, DIGITS), cases.visible(together.get(0)).countyCode(),
                        List.of(documents.list(kind, together, Map.of())), kind, PaperFormat.DOCX, null);
                zip.putNextEntry(new ZipEntry(paper.name()));
                zip.write(paper.content());
                made++;
            }
            if (missing.size() == numbers.size()) {
                throw new InvalidInputException("caseNos", "案件", "都不能出具这种文书：" + missing.values().iterator().next());
            }
            if (!missing.isEmpty()) {
                zip.putNextEntry(new ZipEntry(NOT_MADE));
                StringBuilder text = new StringBuilder();
                missing.forEach((caseNo, reason) -> text.append(caseNo).append('：').append(reason).append("\r\n"));
                zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PaperSet(file.toByteArray(), made, missing.size());
    }

    /** Returns the cases of each paper of the set: a list takes all of one process and township, any other paper one case. */
    private Collection<List<String>> groups(String kind, Set<String> caseNos, Map<String, String> missing) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (String caseNo : caseNos) {
            Optional<CaseFile> item = cases.findVisible(caseNo);
            Optional<PaperShelf.Document> paper = item.flatMap(found -> documents.of(caseNo).stream().filter(each -> each.kind().equals(kind)).findFirst());
            if (paper.isEmpty() || !paper.get().ready()) {
                missing.put(caseNo, item.isEmpty() ? "没有这个案件" : paper.map(PaperShelf.Document::lacking).orElse("这个案件没有这种文书"));
                continue;
            }
            boolean list = all.stream().filter(each -> each.process().equals(item.get().process())).flatMap(each -> each.papers().stream())
                    .anyMatch(each -> each.kind().equals(kind) && each.list());
            groups.computeIfAbsent(list ? item.get().process() + item.get().townshipCode() : caseNo, key -> new ArrayList<>()).add(caseNo);
        }
        return groups.values();
    }
}
