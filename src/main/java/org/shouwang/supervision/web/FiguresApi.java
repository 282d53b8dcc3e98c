package org.shouwang.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.shouwang.deadline.SupervisorRights;
import org.shouwang.supervision.Figures;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The address under which other systems query the figures of monitoring and assistance. */
@RestController
@Tag(name = "督导")
class FiguresApi {

    private final Figures figures;
    private final SupervisorRights rights;

    FiguresApi(Figures figures, SupervisorRights rights) {
        this.figures = figures;
        this.rights = rights;
    }

    @GetMapping("/api/figures")
    @Operation(summary = "监测帮扶成效：纳入、消除、消除率、户均措施", description = "只统计本辖区。消除率 = 当日风险已消除户数 ÷ 累计纳入户数"
            + "（百分数，一位小数）；户均措施 = 当日有效的已确认措施 ÷ 累计纳入户数（两位小数）；没有纳入户时为 null。")
    Figures.Table figures(@Parameter(description = "统计日期，不能晚于今天，默认今天") @RequestParam(required = false) String on,
                          @Parameter(description = "county 或 township") @RequestParam(required = false) String by,
                          @Parameter(description = "地区代码") @RequestParam(required = false) String region) {
        rights.require();
        return figures.of(on, by, region);
    }
}
