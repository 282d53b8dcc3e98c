package org.shouwang.procedure;

import java.util.List;
import java.util.Map;
import org.shouwang.casefile.CaseFile;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.engine.ProcessModel;
import org.shouwang.region.Village;
import org.shouwang.security.Post;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The posts that a case was given to by name: a task of the model is done once by each of them. Whoever has such a post sees the
 * cases that it was given, and no others. The class is public because the engine's expressions reach only public types; a
 * model says {@code ${forEach.posts(caseNo, 'departments')}}.
 */
@Component
public class ForEach {

    private final Procedures procedures;
    private final Entries entries;
    private final CaseFiles cases;
    private final JdbcClient jdbc;

    ForEach(Procedures procedures, Entries entries, CaseFiles cases, JdbcClient jdbc) {
        this.procedures = procedures;
        this.entries = entries;
        this.cases = cases;
        this.jdbc = jdbc;
    }

    /**
     * @param caseNo a case's number
     * @param field  the key of the field that names posts
     * @return what the field says now
     */
    public List<String> posts(String caseNo, String field) {
        return chosen(entries.present(caseNo, procedures.ofCase(caseNo)), field);
    }

    private static List<String> chosen(Map<String, Object> values, String field) {
        return values.get(field) instanceof List<?> several ? several.stream().map(String::valueOf).toList() : List.of();
    }

    /**
     * @param procedure the version of the case's procedure
     * @param caseNo    the case's number
     * @param task      the element id of a task that is done once by each of several posts
     * @return the groups of these posts
     */
    List<String> of(Procedure procedure, String caseNo, String task) {
        ProcessModel.Task each = procedure.model().task(task).orElseThrow();
        return groups(each, posts(caseNo, each.each().field()), cases.villageOf(cases.get(caseNo)));
    }

    /** Returns the groups of posts that do a task, in the order of the posts. */
    private static List<String> groups(ProcessModel.Task task, List<String> posts, Village place) {
        String group = task.group().replace("${villageCode}", place.code()).replace("${townshipCode}", String.valueOf(place.townshipCode()))
                .replace("${countyCode}", place.countyCode());
        return posts.stream().map(post -> group.replace("${" + task.each().variable() + "}", post)).toList();
    }

    /**
     * Keeps to whom a case is given.
     *
     * @param procedure the version of its procedure
     * @param item      the case
     * @param entered   what was filled in
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void give(Procedure procedure, CaseFile item, Map<String, Object> entered) {
        procedure.model().tasks().stream().filter(task -> task.each() != null && entered.containsKey(task.each().field()))
                .flatMap(task -> groups(task, chosen(entered, task.each().field()), cases.villageOf(item)).stream())
                .forEach(group -> jdbc.sql("insert into shouwang.procedure_post (case_id, case_no, procedure, post) values (?, ?, ?, ?) on conflict do nothing")
                        .params(item.id(), item.caseNo(), procedure.key(), group).update());
    }

    /**
     * Keeps to whom a case is given by the entries that count, after one was taken back.
     *
     * @param procedure the version of its procedure
     * @param item      the case
     */
    void giveAnew(Procedure procedure, CaseFile item) {
        jdbc.sql("delete from shouwang.procedure_post where case_no = ?").param(item.caseNo()).update();
        entries.of(item.caseNo(), procedure).forEach(entry -> give(procedure, item, entry.values()));
    }

    /**
     * @param item a case
     * @param post a post
     * @return whether the case was given to the post by name
     */
    boolean isGiven(CaseFile item, Post post) {
        return jdbc.sql("select exists (select 1 from shouwang.procedure_post where case_no = ? and post = ?)").params(item.caseNo(), post.group())
                .query(Boolean.class).single();
    }
}
