package org.shouwang.security.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import org.shouwang.security.Act;
import org.shouwang.security.ActFilter;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.Paging;
import org.springframework.stereotype.Component;

/** Searches acts for the page and for the API, with the same conditions; only administrators may. */
@Component
class ActQuery {

    private final Acts acts;
    private final CurrentUsers users;

    ActQuery(Acts acts, CurrentUsers users) {
        this.acts = acts;
        this.users = users;
    }

    /** The conditions as they were typed; null or a blank text sets no condition. */
    record Asked(String user, String kind, String subject, String refused, String from, String to, String address) {

        public boolean isEmpty() {
            return Arrays.stream(new String[] {user, kind, subject, refused, from, to, address}).allMatch(ActQuery::isBlank);
        }

        /** Adds the conditions to the addresses of the other pages. */
        Paging turning(Paging paging) {
            return paging.with("user", user).with("kind", kind).with("subject", subject).with("refused", refused).with("from", from)
                    .with("to", to).with("address", address);
        }
    }

    Page<Act> find(Asked asked, String cursor, int limit) {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("操作记录只供系统管理员查看");
        }
        ActFilter filter = new ActFilter(text(asked.user()), kind(asked.kind()), text(asked.subject()),
                flag(asked.refused()), day("from", "起始日期", asked.from()), day("to", "截止日期", asked.to()),
                text(asked.address()));
        return acts.find(filter, cursor, limit);
    }

    private static Act.Kind kind(String text) {
        return isBlank(text) ? null : Arrays.stream(Act.Kind.values()).filter(kind -> kind.name().equals(text.strip())).findFirst()
                .orElseThrow(() -> new InvalidInputException("kind", "操作", "须为 "
                        + String.join("、", Arrays.stream(Act.Kind.values()).map(Enum::name).toList()) + " 之一"));
    }

    private static Boolean flag(String text) {
        if (isBlank(text)) {
            return null;
        }
        if (!text.strip().matches("true|false")) {
            throw new InvalidInputException("refused", "结果", "须为 true 或 false");
        }
        return Boolean.valueOf(text.strip());
    }

    private static LocalDate day(String field, String label, String text) {
        try {
            return isBlank(text) ? null : ChinaTime.parseDay(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException(field, label, "须为 yyyy-MM-dd");
        }
    }

    private static String text(String text) {
        return isBlank(text) ? null : text.strip();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
