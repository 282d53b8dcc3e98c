package org.shouwang.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.shouwang.department.Departments;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.PolicyParameters;
import org.springframework.stereotype.Component;

/** Finds the departments and the dated parameters that a procedure names and the database does not have. */
@Component
record RegisterCheck(Departments departments, PolicyParameters parameters, AdjustableClock clock) {

    private static final String DEPARTMENT = "dept:";

    /**
     * @param procedure a procedure without faults of its own
     * @param folder    its folder
     * @return what is missing; empty if nothing is
     */
    List<Fault> faults(Procedure procedure, ProcedureFolder folder) {
        Manifest manifest = procedure.manifest();
        List<Fault> faults = new ArrayList<>();
        Stream.concat(manifest.start().by().stream(), manifest.personalSeenBy().stream()).filter(post -> post.startsWith(DEPARTMENT)).distinct()
                .filter(post -> departments.find(post.substring(DEPARTMENT.length())).isEmpty())
                .forEach(post -> faults.add(department(folder, ProcedureFolder.MANIFEST, post, post)));
        procedure.model().tasks().stream().flatMap(procedure::groups)
                .filter(group -> group.startsWith("dept")).distinct()
                .filter(group -> departments.find(group.replaceFirst("^dept(\\$\\{\\w+}|\\d+)", "")).isEmpty())
                .forEach(group -> faults.add(department(folder, folder.model(), group, group)));
        Stream.concat(manifest.parameters().stream(), manifest.limits().stream().map(LimitOf::parameter).filter(Objects::nonNull)).distinct()
                .filter(name -> parameters.all(name, clock.today()).values().isEmpty())
                .forEach(name -> faults.add(new Fault(ProcedureFolder.MANIFEST, folder.line(ProcedureFolder.MANIFEST, name),
                        "the parameter " + name + " has no value today", "give it a dated row of policy_parameter with its source")));
        return faults;
    }

    private Fault department(ProcedureFolder folder, String file, String word, String post) {
        return new Fault(file, folder.line(file, word), "there is no department " + post, "take one of "
                + String.join(", ", departments.all().stream().map(each -> each.code() + " " + each.name()).toList()));
    }
}
