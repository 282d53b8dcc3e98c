package org.shouwang.procedure;

import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;

/** The kind of the cases of a procedure without a program of its own: nothing but what its manifest says. */
public final class ProcedureKind extends FolderKind {

    /**
     * @param manifest the present version
     * @param former   endings that only former versions have, whose cases go on
     * @param parts    what the kinds of all procedures use
     */
    public ProcedureKind(Manifest manifest, Map<String, Manifest.Ending> former, ObjectProvider<Parts> parts) {
        super(manifest, former, parts);
    }
}
