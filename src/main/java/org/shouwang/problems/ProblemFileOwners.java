package org.shouwang.problems;

import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileOwner;
import org.shouwang.attachment.FileOwnerSource;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** Offers problems as owners of files. Who sees only one line of a problem sees only the files of this line and those of all. */
@Component
class ProblemFileOwners implements FileOwnerSource {

    private final Problems problems;
    private final CurrentUsers users;

    ProblemFileOwners(Problems problems, CurrentUsers users) {
        this.problems = problems;
        this.users = users;
    }

    @Override
    public String variable() {
        return "problemNo";
    }

    @Override
    public FileOwner visible(Map<String, String> path) {
        Problem problem = problems.visible(path.get(variable()));
        CurrentUser user = users.get();
        boolean all = user.covers(problem.countyCode()) || problem.registeredBy().equals(user.id());
        List<String> own = user.groups().stream().filter(group -> problems.linesOf(problem.id()).stream().anyMatch(line -> group.equals(line.group())))
                .toList();
        // Townships and villages see a problem by what was found there, without a line of their own.
        List<String> parts = all ? null : own.isEmpty() ? List.of(user.id()) : own;
        return new FileOwner(problem.problemNo(), "问题 " + problem.problemNo(), "/problems/" + problem.problemNo(),
                "/problems/" + problem.problemNo() + "/files", problem.countyCode(), !user.is(Role.ADMIN), true, true, parts, List.of(), List.of(), List.of());
    }
}
