package org.shouwang.paper.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.shouwang.paper.PaperFormat;
import org.shouwang.paper.PaperSets;
import org.shouwang.paper.PaperShelf;
import org.shouwang.shared.InvalidInputException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.modulith.NamedInterface;
import org.springframework.ui.Model;

/** Reads and answers what addresses and pages of papers have in common. */
@NamedInterface("addresses")
public final class DocumentFiles {

    private DocumentFiles() {
    }

    /**
     * A paper that can be made now.
     *
     * @param kind    the kind's name in addresses
     * @param title   the paper's Chinese name
     * @param formats the formats in which it can be made
     * @param kept    the kept versions, the newest first
     */
    @NamedInterface("addresses")
    public record Item(String kind, String title, List<String> formats, List<PaperShelf.Kept> kept) {
    }

    /**
     * The papers that can be made now.
     *
     * @param items the papers
     */
    @NamedInterface("addresses")
    public record Items(List<Item> items) {
    }

    /**
     * @param documents papers
     * @return those that can be made now, as other systems see them
     */
    public static Items items(List<PaperShelf.Document> documents) {
        return new Items(documents.stream().filter(PaperShelf.Document::ready)
                .map(each -> new Item(each.kind(), each.title(), each.formats(), each.kept())).toList());
    }

    /**
     * Shows papers on a page of their own or as a part of another page.
     *
     * @param model     the model of the page
     * @param documents the papers
     * @param active    the part of the product to which the page belongs, which is also the beginning of its address
     * @param number    the number of what the papers are about
     * @param part      the value of the header by which htmx asks for a part of a page, or null
     * @return the name of the template
     */
    public static String show(Model model, List<PaperShelf.Document> documents, String active, String number, String part) {
        model.addAttribute("documents", documents);
        model.addAttribute("active", active);
        model.addAttribute("number", number);
        model.addAttribute("back", "/" + active + "/" + number);
        return part == null ? "documents" : "documents :: documents";
    }

    /**
     * @param name the name of a format; may be anything that a user typed
     * @return the format
     * @throws InvalidInputException if no format has this name
     */
    public static PaperFormat format(String name) {
        return PaperFormat.of(name).orElseThrow(() -> new InvalidInputException("format", "格式", "须为 docx 或 pdf"));
    }

    /**
     * @param file a file of a paper
     * @return the answer by which a browser keeps the file under its Chinese name
     */
    public static ResponseEntity<byte[]> answer(PaperShelf.DocumentFile file) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType(file.format().mediaType())).body(file.content());
    }

    /**
     * @param set a printed set
     * @return the answer by which a browser keeps the set
     */
    static ResponseEntity<byte[]> answer(PaperSets.PaperSet set) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                        .filename("文书" + set.made() + "份.zip", StandardCharsets.UTF_8).build().toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.parseMediaType("application/zip")).body(set.content());
    }
}
