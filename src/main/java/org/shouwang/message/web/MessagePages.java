package org.shouwang.message.web;

import java.util.List;
import org.shouwang.message.Message;
import org.shouwang.message.Messages;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.shouwang.subject.Subjects;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the message box. */
@PageController
@RequestMapping("/messages")
class MessagePages {

    private static final int PAGE_SIZE = 20;

    private final Messages messages;
    private final Subjects subjects;

    MessagePages(Messages messages, Subjects subjects) {
        this.messages = messages;
        this.subjects = subjects;
    }

    /** A message with what leads to its subject; the link is null if the message has no subject or several. */
    record Row(Message message, List<PartRow> parts, String link, String linkText) {
    }

    /** A part of a message with the link to its subject, or with null. */
    record PartRow(Message.Part part, String link) {
    }

    private Row row(Message message) {
        return new Row(message, message.parts().stream().map(part -> new PartRow(part, link(part.caseNo()))).toList(),
                link(message.caseNo()), message.caseNo() == null ? null : "查看" + subjects.kindOf(message.caseNo()).orElse(""));
    }

    private String link(String number) {
        return number == null ? null : subjects.pathOf(number).orElse(null);
    }

    @GetMapping
    String list(@RequestParam(defaultValue = "false") boolean unread, @RequestParam(required = false) String cursor,
                Model model) {
        Page<Message> page = messages.find(unread, cursor, PAGE_SIZE);
        List<Message> items = page.items();
        model.addAttribute("rows", items.stream().map(this::row).toList());
        model.addAttribute("unread", unread);
        model.addAttribute("cursor", cursor);
        model.addAttribute("paging", Paging.of("/messages", cursor, page).with("unread", unread ? true : null));
        boolean readable = cursor == null && messages.countUnread() > 0 && !items.isEmpty();
        model.addAttribute("newest", readable ? items.get(0).id() : null);
        return "messages";
    }

    @PostMapping("/{messageId}/read")
    String read(@PathVariable long messageId, @RequestParam(required = false) String unread,
                @RequestParam(required = false) String cursor, RedirectAttributes redirect) {
        messages.read(messageId);
        redirect.addAttribute("unread", unread).addAttribute("cursor", cursor);
        return "redirect:/messages";
    }

    @PostMapping("/read")
    String readAll(@RequestParam long upTo) {
        messages.readAll(upTo);
        return "redirect:/messages";
    }
}
