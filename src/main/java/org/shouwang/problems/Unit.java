package org.shouwang.problems;

import java.util.List;

/**
 * A responsible unit as it was written, with the posts for which it stands.
 *
 * @param text   the unit as written
 * @param state  the way in which the unit was recognised
 * @param groups the groups of the posts for which the unit stands; empty while it is not recognised
 */
public record Unit(String text, State state, List<String> groups) {

    /** The ways in which a unit is recognised. */
    public enum State {
        /** The unit is one post of the register. */
        KNOWN("已识别"),
        /** The unit stands for several posts, or for a set of posts that a county has chosen. */
        COLLECTIVE("集体"),
        /** No post of the register has the unit's name. */
        UNKNOWN("未识别");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /**
         * @return the Chinese name of the state
         */
        public String title() {
            return title;
        }
    }
}
