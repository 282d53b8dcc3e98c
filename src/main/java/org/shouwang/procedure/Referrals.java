package org.shouwang.procedure;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.shouwang.casefile.CaseFiles;
import org.shouwang.casefile.CaseLinks;
import org.shouwang.engine.Expressions;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.Submission;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The other cases to which a submission leads. A process is started by the door that all use, so that its own form and rules check
 * what it gets.
 */
@Component
record Referrals(ObjectProvider<ProcessDoor> door, Expressions expressions, CaseFiles cases, CaseLinks links, Messages messages,
                 PlatformTransactionManager transactions, CurrentUsers users) {

    /**
     * Rejects the number of an earlier case that is none.
     *
     * @param procedure  the version of the case's procedure
     * @param step       the step
     * @param submission the submission
     * @param caseNo     the case's number
     * @param known      what the expressions of the manifest may name
     */
    void check(Procedure procedure, Manifest.PathStep step, Submission submission, String caseNo, Map<String, Object> known) {
        step.refers().stream().filter(refer -> refer.cites() != null && submission.text(refer.cites()) != null
                && expressions.holds(refer.when(), known)).forEach(refer -> {
            String number = submission.text(refer.cites());
            if (cases.findVisible(number).filter(other -> other.process().equals(procedure.key()) && other.id() < cases.get(caseNo).id()).isEmpty()) {
                submission.reject(refer.cites(), "：没有编号为“" + number + "”的更早的" + procedure.manifest().title() + "案件");
            }
        });
    }

    /**
     * Starts and names the other cases.
     *
     * @param procedure the version of the case's procedure
     * @param step      the step, whose submission has been checked
     * @param caseNo    the case's number
     * @param known     what the expressions of the manifest may name
     * @throws InvalidInputException if the form of a process that is to be started refuses a value; it names the fields of this step
     */
    void make(Procedure procedure, Manifest.PathStep step, String caseNo, Map<String, Object> known) {
        step.refers().stream().filter(refer -> expressions.holds(refer.when(), known)).forEach(refer ->
                (refer.cites() != null ? Optional.of(String.valueOf(known.get(refer.cites()))) : start(procedure, step, refer, caseNo, known))
                        .ifPresent(other -> links.add(caseNo, other, refer.title())));
    }

    private Optional<String> start(Procedure procedure, Manifest.PathStep step, Refer refer, String caseNo, Map<String, Object> known) {
        Map<String, Object> values = new HashMap<>();
        refer.with().forEach((key, expression) -> {
            Object value = expressions.value(expression, known);
            values.put(key, value instanceof List<?> ? value : value == null ? null : value.toString());
        });
        try {
            // What a refused start has written is taken back; the task goes on.
            var refused = new TransactionTemplate(transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
            return Optional.of(refused.execute(status -> inRightsOf(refer.as(), caseNo, () -> door.getObject().start(refer.starts(), values))));
        } catch (ConflictException e) {
            if (refer.known() == null) {
                throw e;
            }
            messages.send(postOf(refer.as(), caseNo).group(), Message.Kind.NOTE, refer.title() + "：" + caseNo,
                    refer.known() + (e.caseNo() == null ? "" : "案件编号 " + e.caseNo() + "。"), caseNo);
            return Optional.ofNullable(e.caseNo());
        } catch (InvalidInputException e) {
            FieldErrors errors = new FieldErrors();
            e.errors().forEach(error -> {
                String own = refer.with().getOrDefault(error.field(), "");
                boolean asked = known.containsKey(own);
                // The form that is filled in here may call the field otherwise than that of the other process.
                errors.add(asked ? own : step.decides(), procedure.title(asked ? own : step.decides(), step.task()), (asked ? "" : "：" + error.label()) + error.message());
            });
            errors.throwIfAny();
            throw e;
        }
    }

    /** Starts a process in the rights of a post of the county or the city; the user stays the one who does it. */
    private String inRightsOf(String level, String caseNo, Supplier<String> start) {
        if (level == null) {
            return start.get();
        }
        Post post = postOf(level, caseNo);
        CurrentUser user = users.get();
        return users.actAs(new CurrentUser(user.id(), user.name(), List.of(post.group(), post.role().group())), start);
    }

    private Post postOf(String level, String caseNo) {
        return CaseReaders.groups(Stream.of(level), cases.villageOf(cases.get(caseNo)), Map.of()).findFirst().flatMap(Post::ofGroup).orElseThrow();
    }
}
