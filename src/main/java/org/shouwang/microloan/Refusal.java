package org.shouwang.microloan;

/**
 * A condition that an application does not meet.
 *
 * @param rule    the rule, such as LN-3
 * @param field   the field of the application that the condition concerns
 * @param invalid true if the application itself is wrong; false if the state of the household is against it
 * @param reason  the Chinese reason
 * @param source  the document behind the rule
 */
public record Refusal(String rule, String field, boolean invalid, String reason, String source) {

    /**
     * @return the whole Chinese text of the refusal, with rule and source
     */
    public String text() {
        return reason + "（规则 " + rule + "；依据：" + source + "）";
    }
}
