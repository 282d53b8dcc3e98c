package org.shouwang.procedure.lint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shouwang.engine.StoredDeployments;
import org.shouwang.procedure.ProcedureFolder;
import org.shouwang.procedure.Procedures;
import org.springframework.core.env.Environment;

/**
 * The versions of procedures that were deployed before this start. Cases that began with them go on, whatever has become of the
 * folder. They are read before there is any bean, since the kinds of cases and the limits have to be known when the beans are made.
 */
final class DeployedVersions {

    private DeployedVersions() {
    }

    /**
     * @param environment says where the database is
     * @return the versions by the keys of the procedures, newest first
     */
    static Map<String, List<ProcedureFolder>> read(Environment environment) {
        return StoredDeployments.read(environment, Procedures.DEPLOYMENT).stream()
                .map(stored -> new ProcedureFolder(stored.name().substring(Procedures.DEPLOYMENT.length()), stored.files()))
                .collect(Collectors.groupingBy(ProcedureFolder::name, LinkedHashMap::new, Collectors.toList()));
    }
}
