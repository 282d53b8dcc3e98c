package org.shouwang.microloan;

/**
 * A condition that an application does not meet.
 *
 * @param rule    the rule, such as LN-3
 * @param field   the field of the application that it is about
 * @param invalid whether the application itself is wrong; otherwise it is the state of the household that is against it
 * @param reason  why, as people read it
 * @param source  the document behind the rule
 */
public record Refusal(String rule, String field, boolean invalid, String reason, String source) {

    /**
     * @return the whole refusal as people read it
     */
    public String text() {
        return reason + "（规则 " + rule + "；依据：" + source + "）";
    }
}
