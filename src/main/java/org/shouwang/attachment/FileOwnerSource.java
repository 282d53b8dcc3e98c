package org.shouwang.attachment;

import java.util.Map;
import org.shouwang.shared.NotFoundException;

/** A module's owners of files of one kind. Each kind has one bean. */
public interface FileOwnerSource {

    /** Returns the name of the variable in addresses that names the owner, such as {@code caseNo}. */
    String variable();

    /**
     * Returns an owner that the user who has signed in may see.
     *
     * @param path the variables of the address by their names; the values may be anything that a user typed
     * @throws NotFoundException if the user may see no such owner
     */
    FileOwner visible(Map<String, String> path);
}
