package org.shouwang.problems;

import java.util.List;

/**
 * A responsible unit as it was written, and who that is.
 *
 * @param text   as written
 * @param state  how it was recognised
 * @param groups the groups of the posts it stands for; empty while it is unknown
 */
public record Unit(String text, State state, List<String> groups) {

    /** How a unit was recognised. */
    public enum State {
        /** One post of the register. */
        KNOWN("已识别"),
        /** Several posts, by a set that can be chosen. */
        COLLECTIVE("集体"),
        /** Nobody in the register is called so. */
        UNKNOWN("未识别");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /**
         * @return the state as people read it
         */
        public String title() {
            return title;
        }
    }
}
