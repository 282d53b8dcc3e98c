package org.shouwang.household.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import org.shouwang.household.HouseholdImport;
import org.shouwang.household.ImportReport;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The address to which other systems send files of out-of-poverty households. */
@RestController
@Tag(name = "户")
class HouseholdImportApi {

    private final HouseholdImport imports;

    HouseholdImportApi(HouseholdImport imports) {
        this.imports = imports;
    }

    @PostMapping(value = "/api/households/import", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "导入脱贫户（县级乡村振兴部门、乡镇；multipart/form-data 的 file，xlsx、xls 或 csv）",
            description = "每人一行，列名为入户核实表的字段名或中文名。confirm=false（默认）只预览，什么也不保存；confirm=true "
                    + "时保存没有错误的户，有错误的户不保存并在 errors 中逐行说明。同一文件再次导入不会有变化（计入 unchanged）。"
                    + "监测中和风险已消除的户不会被覆盖。标题、合计、说明行，没有用到的列和隐藏的工作表不导入，列在 leftOut 中。"
                    + "文件本身不对（不是表格、缺列、一列出现两次、几个工作表都有数据）时返回 400。")
    ImportReport load(@Parameter(description = "xlsx、xls 或 csv") @RequestParam(required = false) MultipartFile file,
                      @RequestParam(defaultValue = "false") boolean confirm) throws IOException {
        imports.requireRight();
        return imports.load(file == null ? null : file.getBytes(), confirm);
    }
}
