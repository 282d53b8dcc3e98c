package org.shouwang.procedure.web;

import java.util.List;
import org.shouwang.procedure.Procedures;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.stereotype.Component;

/** The faults of the folders outside the program, for administrators. */
@Component
record FolderFaults(Procedures procedures, CurrentUsers users) {

    record Item(String procedure, String file, int line, String what, String mend) {
    }

    /**
     * @return the faults, folder by folder
     * @throws ForbiddenException if the user who has signed in is no administrator
     */
    List<Item> faults() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("只有系统管理员可以查看");
        }
        return procedures.broken().entrySet().stream().flatMap(folder -> folder.getValue().stream()
                .map(fault -> new Item(folder.getKey(), fault.file(), fault.line(), fault.what(), fault.mend()))).toList();
    }
}
