package org.shouwang.paper;

import java.util.Map;
import java.util.function.Function;
import org.shouwang.casefile.CaseFile;

/**
 * A kind of paper of the cases of one process.
 *
 * @param kind        the kind's name in addresses
 * @param title      the paper's Chinese name
 * @param template the template under {@code bpmn/}, as in {@link PaperOrder#template}
 * @param readers who may have the paper
 * @param lacking returns why the paper of a case cannot be made yet, in Chinese, or null if it can
 * @param model     returns the values of a case whose paper can be made, besides those of {@link CasePaperFacts#base}
 */
public record CasePaper(String kind, String title, String template, boolean list, Readers readers, Function<CaseFile, String> lacking,
                        Function<CaseFile, Map<String, Object>> model) {

    /**
     * Makes a kind of paper about one case only.
     *
     * @param kind     as above
     * @param title    as above
     * @param template as above
     * @param readers  as above
     * @param lacking  as above
     * @param model    as above
     */
    public CasePaper(String kind, String title, String template, Readers readers, Function<CaseFile, String> lacking,
                     Function<CaseFile, Map<String, Object>> model) {
        this(kind, title, template, false, readers, lacking, model);
    }

    /** Those who may have a paper, among the users who may see the case. */
    public enum Readers {
        /** Everybody who may see the case, also other systems: the paper says nothing that they may not know. */
        ALL,
        /** Only people of the levels that decide the case and the bank that handles it, but no other system. */
        OFFICES
    }
}
