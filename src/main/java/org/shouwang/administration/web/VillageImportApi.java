package org.shouwang.administration.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.shouwang.administration.VillageImport;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ForbiddenException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The API by which administrators import the list of villages. */
@RestController
@RequestMapping("/api/regions/villages")
@Tag(name = "行政区划")
class VillageImportApi {

    private final VillageImport villages;
    private final CurrentUsers users;

    VillageImportApi(VillageImport villages, CurrentUsers users) {
        this.villages = villages;
        this.users = users;
    }

    @PostMapping(consumes = {"text/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "导入村名单（管理员；xlsx、xls 或 csv，列为 code 村代码、name 村名）",
            description = "整个文件一起导入；有一行不对则全部不导入，并逐行说明。已有的村以文件中的名称为准。文件可以直接作为请求正文，也可以是 "
                    + "multipart/form-data 的 file；没有用到的列、说明行和工作表列在 leftOut 中。")
    VillageImport.Imported load(@RequestBody(required = false) byte[] file) {
        return take(file);
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    VillageImport.Imported upload(@RequestParam(required = false) MultipartFile file) throws IOException {
        return take(file == null ? null : file.getBytes());
    }

    private VillageImport.Imported take(byte[] file) {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("村名单由系统管理员导入");
        }
        return villages.load(file);
    }
}
