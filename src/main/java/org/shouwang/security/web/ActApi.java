package org.shouwang.security.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.shouwang.shared.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The API by which administrators read the record of acts. */
@RestController
@Tag(name = "操作记录")
class ActApi {

    private final ActQuery query;

    ActApi(ActQuery query) {
        this.query = query;
    }

    record ActItem(long id, String kind, String kindText, String subject, String outcome, String outcomeText,
                   String detail, String userId, String address, Instant doneAt) {
    }

    @GetMapping("/api/acts")
    @Operation(summary = "查询操作记录（管理员）", description = "最新的在前。from、to 为起止日期（含当日，北京时间）；"
            + "refused 为 true 时只列被拒绝的操作；subject 为案件编号、用户或组的编号。")
    Page<ActItem> list(@RequestParam(required = false) String user, @RequestParam(required = false) String kind,
                 @RequestParam(required = false) String subject, @RequestParam(required = false) String refused,
                 @RequestParam(required = false) String from, @RequestParam(required = false) String to,
                 @RequestParam(required = false) String address, @RequestParam(required = false) String cursor,
                 @RequestParam(defaultValue = "50") int limit) {
        return query.find(new ActQuery.Asked(user, kind, subject, refused, from, to, address), cursor, limit).map(act -> new ActItem(act.id(), act.kind().name(), act.kind().title(),
                act.subject(), act.outcome(), act.outcomeText(), act.detail(), act.userId(), act.address(),
                act.doneAt()));
    }
}
