package org.shouwang.message.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.shared.Page;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The API of the message box. */
@RestController
@RequestMapping("/api/messages")
@Tag(name = "消息")
class MessageApi {

    private final Messages messages;

    MessageApi(Messages messages) {
        this.messages = messages;
    }

    record MessageItem(long id, Message.Kind kind, String title, String text, String caseNo, Instant createdAt,
                       Instant readAt, List<Message.Part> parts) {
    }

    @GetMapping
    @Operation(summary = "查询本岗位的消息", description = "新的在前；readAt 为空的是本人未读的。同一岗位、同一天、同一环节的合为一条，逐件列在 parts；标为已读的是整条。")
    Page<MessageItem> list(@RequestParam(defaultValue = "false") boolean unread, @RequestParam(required = false) String cursor,
                     @RequestParam(defaultValue = "50") int limit) {
        return messages.find(unread, cursor, limit).map(item -> new MessageItem(item.id(), item.kind(), item.title(),
                item.text(), item.caseNo(), item.createdAt(), item.readAt(), item.parts()));
    }

    @PostMapping("/{messageId}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "标为已读（只对本人，合并的整条一起）")
    void read(@PathVariable long messageId) {
        messages.read(messageId);
    }
}
