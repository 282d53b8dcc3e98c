package org.shouwang.setup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes the list of villages in. */
@RestController
@Tag(name = "行政区划")
class VillageImportApi {

    private final VillageImport villages;
    private final CurrentUsers users;
    private final Acts acts;

    VillageImportApi(VillageImport villages, CurrentUsers users, Acts acts) {
        this.villages = villages;
        this.users = users;
        this.acts = acts;
    }

    record Imported(int imported) {
    }

    @PostMapping(value = "/api/regions/villages", consumes = {"text/csv", "text/plain", "application/octet-stream"})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "导入村名单（管理员；CSV，UTF-8，表头 code,name）",
            description = "整个文件一起导入；有一行不对则全部不导入，并指出每一行的问题。已有的村以文件中的名称为准。")
    Imported load(@RequestBody(required = false) byte[] csv) {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("村名单由系统管理员导入");
        }
        int imported = villages.load(csv);
        acts.add(Act.Kind.IMPORT, users.get().id(), "村名单", "DONE", imported + "个村");
        return new Imported(imported);
    }
}
