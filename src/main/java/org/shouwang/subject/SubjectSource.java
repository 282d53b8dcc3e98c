package org.shouwang.subject;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A module's subjects of one kind. Each kind has one bean. */
public interface SubjectSource {

    /** Returns the Chinese name of the kind, such as 案件. */
    String kind();

    /**
     * Returns the prefixes of the kind's numbers, up to the first hyphen, with the Chinese name of what they number. No two
     * sources share a prefix.
     */
    Map<String, String> prefixes();

    /**
     * Returns the path of a subject's page, whether or not there is such a subject.
     *
     * @param number a number with one of the prefixes
     */
    String pathOf(String number);

    /**
     * Finds a subject, whatever the user may see.
     *
     * @param number a number with one of the prefixes; anything that somebody typed is allowed behind it
     * @return the subject; empty if there is none
     */
    Optional<Subject> find(String number);

    /**
     * Tells whether the user who has signed in sees a subject, outside the user's region too. Of kinds whose subjects only regions see, nobody
     * does.
     *
     * @param number a number with one of the prefixes; anything that somebody typed is allowed behind it
     */
    default boolean isSeen(String number) {
        return false;
    }

    /**
     * Returns the names of a subject's places, sorted.
     *
     * @param subject    a subject of this source
     * @param regionCode the code of a region; places outside it are left out if the subject has several places
     */
    List<String> placesOf(Subject subject, String regionCode);
}
