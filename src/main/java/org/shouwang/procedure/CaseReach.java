package org.shouwang.procedure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.Deployments;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases of a procedure the user who has signed in sees, as conditions in SQL about {@code case_file c}. */
@Component
public record CaseReach(JdbcClient jdbc, CaseFiles cases, Procedures procedures, Deployments engine, CurrentUsers users) {

    /** The number of digits of a county's code, and of a township's. */
    static final int COUNTY = 6;
    private static final int TOWNSHIP = 9;

    /**
     * @param procedure a procedure
     * @return whether the user who has signed in sees cases of the procedure if there are any
     */
    public boolean isSeen(Procedure procedure) {
        Map<String, Object> params = new HashMap<>(Map.of("process", procedure.key()));
        String condition = condition(procedure, params);
        return procedure.manifest().closed() == null ? !"false".equals(condition)
                : jdbc.sql("select exists (select 1 from shouwang.case_file c where c.process_key = :process and " + condition + ")").params(params)
                        .query(Boolean.class).single();
    }

    /**
     * @param procedure a procedure
     * @param region    the code of a region
     * @return whether the user who has signed in sees all cases of the procedure there
     */
    boolean hasAllOf(Procedure procedure, String region) {
        return procedure.manifest().closed() == null && users.get().posts().stream().anyMatch(post -> post.covers(region)
                || post.role() == Role.DEPARTMENT && CaseReaders.isWorkOf(procedure, post) && region.startsWith(post.countyCode()));
    }

    /**
     * @param procedure a procedure
     * @param params    the statement's parameters, to which those of the condition are added; {@code process} is the procedure's key
     * @return the condition for the cases that the user who has signed in may see
     */
    String condition(Procedure procedure, Map<String, Object> params) {
        if (procedure.manifest().closed() != null) {
            return "c.seen_by is not null and " + cases.notClosed(params);
        }
        CurrentUser user = users.get();
        List<String> reach = new ArrayList<>();
        for (Post post : user.posts()) {
            if (post.covers("")) {
                return "true";
            }
            String name = "own" + params.size();
            if (post.regionCode() != null && !post.role().isInstitution() && !procedure.manifest().groups().isEmpty()) {
                // The value's index finds the cases of one post among all.
                reach.add("c.id in (select v.case_id from shouwang.procedure_value v where v.procedure = :process and v.field in (:" + name
                        + "fields) and v.text = :" + name + "group)");
                params.put(name + "fields", procedure.manifest().groups());
                params.put(name + "group", post.group());
            }
            if (post.role() == Role.PARTNER) {
                reach.add("(c.registered_by = :" + name + " and c.county_code in (:" + name + "counties))");
                params.put(name, user.id());
                params.put(name + "counties", user.servedCounties().isEmpty() ? List.of("") : user.servedCounties());
            } else if (post.seesItsRegion() || CaseReaders.isWorkOf(procedure, post)) {
                reach.add(within(post.seesItsRegion() ? post.regionCode() : post.countyCode(), name, params));
            } else if (mayBeChosen(procedure, post)) {
                reach.add("exists (select 1 from shouwang.procedure_post p where p.case_no = c.case_no and p.procedure = :process and p.post = :"
                        + name + ")");
                params.put(name, post.group());
            }
        }
        return reach.isEmpty() ? "false" : "(" + String.join(" or ", reach) + ")";
    }

    /**
     * @param procedure a procedure
     * @param keys      the keys of values by which cases are chosen or counted
     * @param params    the statement's parameters, to which those of the condition are added
     * @return the condition for the cases of which the user reads or is told these values: the choice tells what a case is about
     */
    String telling(Procedure procedure, Set<String> keys, Map<String, Object> params) {
        if (procedure.manifest().closed() == null || keys.isEmpty()) {
            return "true";
        }
        cases.notClosed(params);
        params.put("telling", engine.named(Procedures.DEPLOYMENT + procedure.key()).stream().filter(each -> told(each).containsAll(keys)).toArray(String[]::new));
        return "(c.read_by && :myPosts or exists (select 1 from shouwang.procedure_case p where p.case_no = c.case_no and p.deployment_id = any(:telling)))";
    }

    /** Returns the keys that the user who has signed in is told of closed cases of a version that the user does not read. */
    Set<String> told(String deploymentId) {
        return Closed.toldTo(users.get(), procedures.version(deploymentId));
    }

    /** Tells whether a procedure has a task for which a post may be chosen. */
    private static boolean mayBeChosen(Procedure procedure, Post post) {
        return post.regionCode() != null && procedure.model().tasks().stream().filter(task -> task.each() != null).flatMap(procedure::groups)
                .anyMatch(group -> group.replaceAll("\\$\\{\\w+}", post.regionCode()).equals(post.group()));
    }

    /** Returns the condition for the cases in a region, for whose column there is an index in the order of lists. */
    static String within(String code, String name, Map<String, Object> params) {
        boolean city = code.length() == COUNTY && code.endsWith("00");
        params.put(name, city ? code.substring(0, COUNTY - 2) + "%" : code);
        return city ? "c.county_code like :" + name
                : switch (code.length()) {
                    case COUNTY -> "c.county_code = ";
                    case TOWNSHIP -> "c.township_code = ";
                    default -> "c.village_code = ";
                } + unseen(name);
    }

    /** Returns a parameter that the database does not see when it plans: it keeps one plan for rare and common values, and does not plan each call. */
    static String unseen(String name) {
        return "(select :" + name + ")";
    }
}
