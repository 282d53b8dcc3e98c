package org.shouwang.paper;

import java.util.Map;

/**
 * What is needed to make a paper.
 *
 * @param subject    the number of what the paper is about: a case, a problem, a list, a meeting; together with the kind it
 *     identifies the paper
 * @param countyCode the code of the county in which the paper is made, 6 digits; 411000 for the city
 * @param kind       the kind of paper, as in addresses
 * @param title      the paper's Chinese name
 * @param template   the template under {@code bpmn/}, such as {@code public-notice/documents/notice.docx}; {@code deployments/<id>/<file>} for a file of
 *     a deployment
 * @param model      the values by the names that the template uses: texts, numbers, days, and lists of rows for its
 *     tables; no value of a row may be called like a list. Null is a blank to be filled in by hand. Nothing may depend on the
 *     moment, since another value makes another version
 */
public record PaperOrder(String subject, String countyCode, String kind, String title, String template, Map<String, Object> model) {
}
