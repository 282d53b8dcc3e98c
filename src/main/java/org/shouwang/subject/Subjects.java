package org.shouwang.subject;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Finds subjects by their numbers, in all modules. */
@Service
public class Subjects {

    private static final int MOST_PLACES = 3;

    private final Map<String, SubjectSource> sources = new HashMap<>();

    Subjects(List<SubjectSource> all) {
        for (SubjectSource source : all) {
            for (String prefix : source.prefixes().keySet()) {
                if (sources.put(prefix, source) != null) {
                    throw new IllegalStateException("Two kinds of subjects have numbers that begin with " + prefix);
                }
            }
        }
    }

    private Optional<SubjectSource> sourceOf(String number) {
        return Optional.ofNullable(sources.get(number.substring(0, Math.max(0, number.indexOf('-')))));
    }

    /**
     * @return what numbers number, in Chinese, by their prefixes in alphabetical order
     */
    public Map<String, String> prefixes() {
        Map<String, String> names = new TreeMap<>();
        sources.values().forEach(source -> names.putAll(source.prefixes()));
        return names;
    }

    /**
     * Finds a subject, whatever the user may see.
     *
     * @param number a number; any text that somebody typed is allowed
     * @return the subject; empty if there is none
     */
    public Optional<Subject> find(String number) {
        return sourceOf(number).flatMap(source -> source.find(number));
    }

    /**
     * @param number a number; any text that somebody typed is allowed
     * @return whether there is such a subject and the user who has signed in sees it as one of those to whom it was given, outside the user's region too
     */
    public boolean isSeen(String number) {
        return sourceOf(number).filter(source -> source.isSeen(number)).isPresent();
    }

    /**
     * Returns the path of a subject's page, whether or not there is such a subject.
     *
     * @param number a number; any text is allowed
     * @return the path; empty if no kind of subject has such numbers
     */
    public Optional<String> pathOf(String number) {
        return sourceOf(number).map(source -> source.pathOf(number));
    }

    /**
     * Returns the Chinese name of a subject's kind, whether or not there is such a subject.
     *
     * @param number a number; any text is allowed
     * @return the kind, such as 案件; empty if no kind of subject has such numbers
     */
    public Optional<String> kindOf(String number) {
        return sourceOf(number).map(SubjectSource::kind);
    }

    /**
     * Returns the names of a subject's places, the first few if there are many. A case has the place of its household; a
     * problem has the townships and villages with findings.
     *
     * @param subject    a subject
     * @param regionCode the code of a region; places outside it are left out if the subject has several places
     * @return the places in one text; empty if none is recorded
     */
    public String placeOf(Subject subject, String regionCode) {
        List<String> places = sourceOf(subject.number()).orElseThrow().placesOf(subject, regionCode);
        return places.size() <= MOST_PLACES ? String.join("、", places)
                : String.join("、", places.subList(0, MOST_PLACES)) + "等" + places.size() + "处";
    }
}
