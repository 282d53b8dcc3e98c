package org.shouwang.paper;

import java.util.List;
import org.shouwang.casefile.CaseFile;

/** The papers of the cases of one process. Each process with papers provides one bean. */
public interface CasePapers {

    /**
     * @return the key of the process
     */
    String process();

    /**
     * @return the kinds of papers in the order in which a case needs them
     */
    List<CasePaper> papers();

    /**
     * @param item a case of the process
     * @return the kinds of papers of this case
     */
    default List<CasePaper> papers(CaseFile item) {
        return papers();
    }
}
