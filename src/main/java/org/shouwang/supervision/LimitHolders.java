package org.shouwang.supervision;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.Collectors;
import org.shouwang.deadline.LimitState;
import org.shouwang.engine.CaseTasks;
import org.shouwang.engine.OpenTask;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.AdjustableClock;
import org.springframework.stereotype.Component;

/** Tells for the limits of one page which posts have to act. */
@Component
public class LimitHolders {

    private final CaseTasks tasks;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LimitHolders(CaseTasks tasks, CurrentUsers users, AdjustableClock clock) {
        this.tasks = tasks;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Returns for each limit the open tasks and the posts that have to do them.
     *
     * @param rows the limits
     * @return the tasks and posts in Chinese by the limit's id; empty for a limit for which nothing has to be done any more
     */
    public Map<Long, List<String>> of(List<LimitRow> rows) {
        Map<String, List<OpenTask>> open = tasks.openOf(rows.stream().map(row -> row.limit().caseNo()).distinct().toList())
                .stream().collect(Collectors.groupingBy(OpenTask::caseNo));
        Map<String, String> names = users.postNames(Stream.concat(
                open.values().stream().flatMap(Collection::stream).map(OpenTask::group),
                rows.stream().map(row -> row.limit().holder()).filter(Objects::nonNull)).toList());
        Map<Long, List<String>> holders = new HashMap<>();
        rows.forEach(row -> holders.put(row.limit().id(),
                !row.limit().isOpen() || row.limit().state(clock.instant()) == LimitState.MET ? List.of()
                        : row.limit().holder() != null ? List.of(row.limit().rule().title() + "："
                                + names.getOrDefault(row.limit().holder(), row.limit().holder()))
                        : words(open.getOrDefault(row.limit().caseNo(), List.of()), names)));
        return holders;
    }

    private static List<String> words(List<OpenTask> open, Map<String, String> names) {
        return open.isEmpty() ? List.of("等待公示期满") : open.stream()
                .map(task -> task.name() + "：" + names.getOrDefault(task.group(), task.group())).distinct().toList();
    }
}
