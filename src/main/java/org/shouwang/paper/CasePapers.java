package org.shouwang.paper;

import java.util.List;

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
}
