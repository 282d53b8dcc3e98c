package org.shouwang.procedure;

/**
 * A rule that a submission has to meet.
 *
 * @param refuse      the FEEL expression that is true if the submission is refused, or null
 * @param opinionWhen the FEEL expression that is true if an opinion has to be given, or null
 * @param conflict    the FEEL expression that is true if what is on record prevents it, whatever is filled in, or null; exactly one
 *     of the three is there
 * @param field       the field at which the message stands; null if the rule does not refuse
 * @param text        the Chinese message, which follows the field's name; {@code {key}} in it stands for a value
 */
public record Rule(String refuse, String opinionWhen, String conflict, String field, String text) {

    /**
     * @return the rule's expression
     */
    public String expression() {
        return refuse != null ? refuse : opinionWhen != null ? opinionWhen : conflict;
    }
}
