package org.shouwang.subject;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A module's subjects of one kind. Each kind has one bean. */
public interface SubjectSource {

    /** Returns what the subjects are, in Chinese, such as 案件. */
    String kind();

    /** Returns what the numbers begin with, up to the first hyphen; no two sources share one. */
    Set<String> prefixes();

    /**
     * Returns the path of a subject's page, whether or not there is such a subject.
     *
     * @param number a number with one of the prefixes
     */
    String pathOf(String number);

    /**
     * Finds a subject, whoever asks.
     *
     * @param number a number with one of the prefixes; anything that somebody typed is allowed behind it
     * @return the subject; empty if there is none
     */
    Optional<Subject> find(String number);

    /**
     * Returns the names of the places that a subject is about, sorted.
     *
     * @param subject    a subject of this source
     * @param regionCode the code of a region; of a subject that is about several places those outside the region are left out
     */
    List<String> placesOf(Subject subject, String regionCode);
}
