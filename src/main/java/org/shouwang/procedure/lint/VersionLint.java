package org.shouwang.procedure.lint;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shouwang.procedure.Fault;
import org.shouwang.procedure.Manifest;
import org.shouwang.procedure.ManifestReader;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.ProcedureFolder;

/** Finds what a version may not change or take, since cases of former versions are there. */
record VersionLint(Map<String, List<ProcedureFolder>> deployed, Lint lint, ManifestReader manifests, ObjectMapper json) {

    /**
     * @param folder a folder
     * @param taken  the names that only one procedure may have, to which those of this one are added if it has no faults
     * @return its faults; empty if it may start
     */
    List<Fault> faults(ProcedureFolder folder, Set<String> taken) {
        Set<String> others = new HashSet<>(taken);
        deployed.forEach((key, versions) -> {
            Manifest before = key.equals(folder.name()) ? null : manifests.read(versions.get(0), new ArrayList<>());
            if (before != null) {
                others.addAll(Lint.namesOf(before));
            }
        });
        Set<String> before = Set.copyOf(others);
        List<Fault> faults = lint.faults(folder, others);
        if (faults.isEmpty()) {
            others.removeAll(before);
            taken.addAll(others);
            deployed.getOrDefault(folder.name(), List.of()).stream().limit(1).forEach(latest -> changes(folder, latest, faults));
        }
        return faults;
    }

    private void changes(ProcedureFolder folder, ProcedureFolder latest, List<Fault> found) {
        Manifest before = manifests.read(latest, new ArrayList<>());
        if (before == null) {
            return;
        }
        Manifest now = manifests.read(folder, new ArrayList<>());
        Faults faults = new Faults(folder, found);
        faults.require(now.number().equals(before.number()) && now.subject() == before.subject(), ProcedureFolder.MANIFEST, "number:",
                "the number or the subject is not that of the cases that are there", "keep number: " + before.number() + " and the subject");
        Procedure old = Procedure.of(latest, before, json);
        Procedure present = Procedure.of(folder, now, json);
        now.data().keySet().stream().filter(before.data()::containsKey).forEach(key -> faults.require(present.type(key) == old.type(key),
                ProcedureFolder.MANIFEST, key + ":", key + " has another type than in the cases that are there", "keep the type, or take another key"));
    }
}
