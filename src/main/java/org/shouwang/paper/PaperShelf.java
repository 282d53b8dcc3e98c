package org.shouwang.paper;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;

/** Lists the papers about something and takes them out. Whoever calls this has checked what the user may have. */
@Service
public class PaperShelf {

    private final Papers papers;
    private final CurrentUsers users;

    PaperShelf(Papers papers, CurrentUsers users) {
        this.papers = papers;
        this.users = users;
    }

    /**
     * A kind of paper about something.
     *
     * @param kind     the kind's name in addresses
     * @param title    the paper's Chinese name
     * @param template the template under {@code bpmn/}, as in {@link PaperOrder#template}
     * @param lacking  why the paper cannot be made yet, in Chinese; null if it can
     * @param model    returns the values of a paper that can be made, as in {@link PaperOrder#model}
     */
    public record Kind(String kind, String title, String template, String lacking, Supplier<Map<String, Object>> model) {
    }

    /**
     * A kept version of a paper.
     *
     * @param paperNo the paper's number
     * @param version the version
     * @param madeBy  the name of the user who made it
     * @param madeAt  the moment at which it was made
     */
    public record Kept(String paperNo, int version, String madeBy, Instant madeAt) {
    }

    /**
     * A paper.
     *
     * @param kind    the kind's name in addresses
     * @param title   the paper's Chinese name
     * @param formats the names of the formats in which it can be made now; empty if it cannot be made yet
     * @param lacking why it cannot be made yet, in Chinese; null if it can
     * @param kept    the kept versions, the newest first
     */
    public record Document(String kind, String title, List<String> formats, String lacking, List<Kept> kept) {

        /**
         * @return whether the paper can be made now
         */
        public boolean ready() {
            return lacking == null;
        }
    }

    /**
     * A file of a paper.
     *
     * @param name    the file's name in Chinese
     * @param format  the format
     * @param content the file
     */
    public record DocumentFile(String name, PaperFormat format, byte[] content) {
    }

    /**
     * @param subject the number of what the papers are about
     * @param kinds   the kinds of papers that the user who has signed in may have
     * @return the papers in the same order, with those that cannot be made yet
     */
    public List<Document> list(String subject, List<Kind> kinds) {
        Map<String, List<Paper>> kept = papers.of(subject).stream().collect(Collectors.groupingBy(Paper::kind, LinkedHashMap::new, Collectors.toList()));
        List<String> formats = papers.formats().stream().map(PaperFormat::extension).toList();
        return kinds.stream().map(each -> new Document(each.kind(), each.title(), each.lacking() == null ? formats : List.of(), each.lacking(),
                kept.getOrDefault(each.kind(), List.of()).stream().map(version -> new Kept(version.paperNo(), version.version(),
                        users.displayName(version.madeBy()), version.madeAt())).toList())).toList();
    }

    /**
     * Makes a paper, or finds the kept one if nothing has changed since, and takes it out, which is put on record.
     *
     * @param subject    the number of what the paper is about, which the file's name has too
     * @param countyCode as in {@link PaperOrder#countyCode}
     * @param kinds      the kinds of papers that the user who has signed in may have
     * @param kind       the kind that is wanted; may be anything that a user typed
     * @param format     the format
     * @param version    a kept version, or null for the paper as it is now
     * @return the file
     * @throws NotFoundException if there is no such paper, not yet or not in this version
     */
    public DocumentFile take(String subject, String countyCode, List<Kind> kinds, String kind, PaperFormat format, Integer version) {
        Kind wanted = kinds.stream().filter(each -> each.kind().equals(kind)).findFirst().orElseThrow(() -> new NotFoundException("这里没有这种文书"));
        Paper paper = version == null ? make(subject, countyCode, wanted) : kept(subject, kind, version);
        return new DocumentFile(paper.title() + "-" + subject.replace("/", "-") + (version == null ? "" : "-第" + version + "版") + "."
                + format.extension(), format, papers.take(paper, format));
    }

    private Paper make(String subject, String countyCode, Kind wanted) {
        if (wanted.lacking() != null) {
            throw new NotFoundException("还不能出具" + wanted.title() + "：" + wanted.lacking());
        }
        return papers.make(new PaperOrder(subject, countyCode, wanted.kind(), wanted.title(), wanted.template(), wanted.model().get()));
    }

    private Paper kept(String subject, String kind, int version) {
        return papers.of(subject).stream().filter(each -> each.kind().equals(kind) && each.version() == version).findFirst()
                .orElseThrow(() -> new NotFoundException("这份文书没有第" + version + "版"));
    }
}
