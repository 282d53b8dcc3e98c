package org.shouwang.caselist;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shouwang.paper.CaseDocuments;
import org.shouwang.paper.PaperFormat;
import org.shouwang.paper.PaperShelf;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.NotFoundException;
import org.springframework.stereotype.Service;

/** Prints lists as one paper with all their cases. */
@Service
public class CaseListPapers {

    private static final int COUNTY_DIGITS = 6;

    private final CaseLists lists;
    private final CaseDocuments documents;
    private final PaperShelf shelf;

    CaseListPapers(CaseLists lists, CaseDocuments documents, PaperShelf shelf) {
        this.lists = lists;
        this.documents = documents;
        this.shelf = shelf;
    }

    /**
     * @param list a list that the user who has signed in may see
     * @return its paper; empty if such lists have none, or the user may not have it
     */
    public Optional<PaperShelf.Kind> of(CaseList list) {
        try {
            return Optional.ofNullable(lists.kind(list.kind()).paper()).map(paper -> documents.list(paper, lists.casesOf(list),
                    Map.of("listNo", list.numberText())));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /**
     * Makes the paper of a list, or finds the kept one if nothing has changed since.
     *
     * @param list   a list that the user who has signed in may see
     * @param format the format
     * @return the file
     * @throws NotFoundException if such lists have no paper, the user may not have it, or it cannot be made yet
     * @throws ConflictException if the paper cannot be made in this format on this machine
     */
    public PaperShelf.DocumentFile take(CaseList list, PaperFormat format) {
        PaperShelf.Kind paper = of(list).orElseThrow(() -> new NotFoundException("这种名单没有文书"));
        return shelf.take(list.listNo(), list.regionCode().substring(0, COUNTY_DIGITS), List.of(paper), paper.kind(), format, null);
    }
}
