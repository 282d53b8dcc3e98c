package org.shouwang.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.sql.Timestamp;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.EncryptedColumn;
import org.shouwang.shared.PersonalData;
import org.shouwang.shared.Rows;
import org.shouwang.shared.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes papers and keeps them as they were made. A paper keeps its number; what has changed since makes its next version.
 * Whoever calls this has checked that the user may have the paper.
 */
@Service
public class Papers {

    private static final String NUMBER = "WS-%s-%d-%06d";
    private static final String SELECT = """
            select v.id, p.paper_no, v.version, p.subject, p.kind, v.title, v.made_by, v.made_at
            from shouwang.paper p join shouwang.paper_version v on v.paper_id = p.id
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final PaperTemplates templates;
    private final PdfPrinter printer;
    private final PersonalData personal;
    private final CurrentUsers users;
    private final Acts acts;
    private final AdjustableClock clock;
    private final ObjectWriter json;

    Papers(JdbcClient jdbc, TransactionTemplate transactions, PaperTemplates templates, PdfPrinter printer, PersonalData personal,
           CurrentUsers users, Acts acts, AdjustableClock clock, ObjectMapper json) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.templates = templates;
        this.printer = printer;
        this.personal = personal;
        this.users = users;
        this.acts = acts;
        this.clock = clock;
        this.json = json.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    private record Content(String contentHash, Paper paper) {
    }

    /**
     * Makes a paper on behalf of the user who has signed in, or returns the kept one if nothing has changed since.
     *
     * @param order what is needed to make the paper
     * @return the paper
     */
    public Paper make(PaperOrder order) {
        byte[] template = templates.read(order.template());
        String content = content(template, order);
        return latest(order.subject(), order.kind()).filter(kept -> personal.isFingerprintOf(content, kept.contentHash())).map(Content::paper)
                .orElseGet(() -> transactions.execute(status -> add(order, template, content)));
    }

    private Paper add(PaperOrder order, byte[] template, String content) {
        long paperId = lock(order);
        // Somebody else may have made the same version while this one waited for the lock.
        Optional<Content> before = latest(order.subject(), order.kind());
        if (before.isPresent() && personal.isFingerprintOf(content, before.get().contentHash())) {
            return before.get().paper();
        }
        int version = before.map(kept -> kept.paper().version() + 1).orElse(1);
        String paperNo = jdbc.sql("select paper_no from shouwang.paper where id = ?").param(paperId).query(String.class).single();
        Map<String, Object> model = new LinkedHashMap<>(order.model());
        model.putAll(Map.of("paperNo", paperNo, "paperVersion", version, "madeBy", users.get().displayName(),
                "madeOn", ChinaTime.dayOf(clock.instant())));
        byte[] docx = templates.fill(template, model);
        jdbc.sql("""
                        insert into shouwang.paper_version (paper_id, version, title, content_hash, docx_cipher, made_by, made_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(paperId, version, order.title(), personal.fingerprint(content),
                        encrypt(docx, EncryptedColumn.PAPER.at(paperId + "/" + version)), users.get().id(), Timestamp.from(clock.instant()))
                .update();
        return latest(order.subject(), order.kind()).orElseThrow().paper();
    }

    /** Returns the id of the row that all versions of a paper have in common, and locks it. */
    private long lock(PaperOrder order) {
        Optional<Long> known = jdbc.sql("select id from shouwang.paper where subject = ? and kind = ? for update")
                .params(order.subject(), order.kind()).query(Long.class).optional();
        return known.orElseGet(() -> {
            long sequence = jdbc.sql("select nextval('shouwang.paper_number_seq')").query(Long.class).single();
            return jdbc.sql("""
                            insert into shouwang.paper (paper_no, subject, kind) values (?, ?, ?)
                            on conflict (subject, kind) do update set kind = excluded.kind returning id
                            """)
                    .params(NUMBER.formatted(order.countyCode(), clock.today().getYear(), sequence), order.subject(), order.kind())
                    .query(Long.class).single();
        });
    }

    private Optional<Content> latest(String subject, String kind) {
        return jdbc.sql(SELECT.replace("v.id,", "v.content_hash, v.id,") + "where p.subject = ? and p.kind = ? order by v.version desc limit 1")
                .params(subject, kind).query((row, index) -> new Content(row.getString("content_hash"), Rows.as(Paper.class).mapRow(row, index)))
                .optional();
    }

    /**
     * @param subject the number of what the papers are about
     * @return all versions of all papers about it, those of a kind together, the newest first
     */
    public List<Paper> of(String subject) {
        return jdbc.sql(SELECT + "where p.subject = ? order by p.id, v.version desc").param(subject).query(Rows.as(Paper.class)).list();
    }

    /**
     * Takes a paper out on behalf of the user who has signed in, which is put on record.
     *
     * @param paper  a paper
     * @param format the format
     * @return the file
     * @throws org.shouwang.shared.ConflictException    if PDF is asked for and this machine cannot make it
     * @throws org.shouwang.shared.UnavailableException if PDF is asked for and too many are being made
     */
    public byte[] take(Paper paper, PaperFormat format) {
        byte[] file = format == PaperFormat.PDF ? pdf(paper) : docx(paper);
        acts.add(Act.Kind.PAPER, users.get().id(), paper.subject(), "DONE",
                paper.title() + "，" + paper.paperNo() + "第" + paper.version() + "版，" + format.extension());
        return file;
    }

    private byte[] docx(Paper paper) {
        return jdbc.sql("select paper_id, docx_cipher from shouwang.paper_version where id = ?").param(paper.id())
                .query((row, index) -> decrypt(row.getString("docx_cipher"),
                        EncryptedColumn.PAPER.at(row.getLong("paper_id") + "/" + paper.version()))).single();
    }

    /** Returns the PDF file of a paper, which is made once and kept too. */
    private byte[] pdf(Paper paper) {
        long paperId = jdbc.sql("select paper_id from shouwang.paper_version where id = ?").param(paper.id()).query(Long.class).single();
        String place = EncryptedColumn.PAPER_PDF.at(paperId + "/" + paper.version());
        Optional<byte[]> kept = jdbc.sql("select pdf_cipher from shouwang.paper_version where id = ? and pdf_cipher is not null")
                .param(paper.id()).query(String.class).optional().map(cipher -> decrypt(cipher, place));
        return kept.orElseGet(() -> {
            byte[] made = printer.print(docx(paper));
            jdbc.sql("update shouwang.paper_version set pdf_cipher = ? where id = ? and pdf_cipher is null")
                    .params(encrypt(made, place), paper.id()).update();
            return made;
        });
    }

    /**
     * @return the formats that this machine can make
     */
    public List<PaperFormat> formats() {
        return printer.isAvailable() ? List.of(PaperFormat.DOCX, PaperFormat.PDF) : List.of(PaperFormat.DOCX);
    }

    private String encrypt(byte[] file, String place) {
        return personal.encrypt(Base64.getEncoder().encodeToString(file), place);
    }

    private byte[] decrypt(String cipher, String place) {
        return Base64.getDecoder().decode(personal.decrypt(cipher, place));
    }

    /** Returns everything on which a paper depends, besides who made it when. */
    private String content(byte[] template, PaperOrder order) {
        try {
            return Sha256.hex(template) + order.title() + json.writeValueAsString(order.model());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
