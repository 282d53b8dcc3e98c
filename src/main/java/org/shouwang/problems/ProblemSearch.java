package org.shouwang.problems;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.springframework.stereotype.Service;

/** Finds the problems that the user who has signed in may see, in the order of registration. */
@Service
public class ProblemSearch {

    /** The most problems on one page. */

    private final Problems problems;

    ProblemSearch(Problems problems) {
        this.problems = problems;
    }

    /**
     * Returns one page of problems.
     *
     * @param round  a round's code; may be anything that a user typed; null or blank for all rounds
     * @param status the name of a {@link ProblemStatus}; null or blank for all
     * @param county a county's code; null or blank for all counties
     * @param cursor the cursor from the page before, or null for the first page
     * @param limit  the most problems on the page, 1 to 200
     * @throws InvalidInputException if a parameter is invalid; the exception names every wrong parameter
     */
    public Page<Problem> find(String round, String status, String county, String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> where = conditions(round, status, county, params, errors);
        PageRequest asked = PageRequest.of(cursor, limit, errors);
        where.add("p.id > :after");
        params.put("after", asked.after());
        errors.throwIfAny();
        params.put("limit", asked.rows());
        List<Problem> found = problems.select(String.join(" and ", where) + " order by p.id limit :limit", params);
        return asked.page(found, Problem::id);
    }

    /**
     * Counts the problems that {@link #find} finds on all pages, as {@link Page#counting}.
     *
     * @param round  as for {@link #find}
     * @param status as for {@link #find}
     * @param county as for {@link #find}
     * @throws InvalidInputException if a parameter is invalid
     */
    public long count(String round, String status, String county) {
        FieldErrors errors = new FieldErrors();
        Map<String, Object> params = new LinkedHashMap<>();
        List<String> where = conditions(round, status, county, params, errors);
        errors.throwIfAny();
        return problems.count(String.join(" and ", where), params);
    }

    private List<String> conditions(String round, String status, String county, Map<String, Object> params, FieldErrors errors) {
        List<String> where = new ArrayList<>(List.of(problems.reach(params)));
        if (given(round)) {
            where.add("p.round = :round");
            params.put("round", round.strip());
        }
        if (given(status)) {
            if (Arrays.stream(ProblemStatus.values()).noneMatch(each -> each.name().equals(status))) {
                errors.add("status", "状态", "须为以下之一：" + List.of(ProblemStatus.values()));
            }
            where.add("p.status = :status");
            params.put("status", status);
        }
        if (given(county)) {
            where.add("p.county_code = :county");
            params.put("county", county.strip());
        }
        return where;
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
