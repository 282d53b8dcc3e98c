package org.shouwang.region.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.shouwang.region.Region;
import org.shouwang.region.Regions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API that returns the regions, level by level. */
@RestController
@Tag(name = "行政区划")
class RegionApi {

    private final Regions regions;

    RegionApi(Regions regions) {
        this.regions = regions;
    }

    @GetMapping("/api/regions")
    @Operation(summary = "下级行政区", description = "不给 parent 时返回市；停用的村不列出")
    List<Region> children(@RequestParam(required = false) String parent) {
        return regions.openChildrenOf(parent);
    }
}
