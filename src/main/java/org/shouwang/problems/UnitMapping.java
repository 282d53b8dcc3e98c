package org.shouwang.problems;

import java.util.List;
import java.util.Set;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes in what somebody says of a unit that nobody knew, for the lines that wait and for later files. */
@Service
public class UnitMapping {

    private final Units units;
    private final Assignment assignment;
    private final ProblemRights rights;
    private final CurrentUsers users;
    private final Acts acts;

    UnitMapping(Units units, Assignment assignment, ProblemRights rights, CurrentUsers users, Acts acts) {
        this.units = units;
        this.assignment = assignment;
        this.rights = rights;
        this.users = users;
        this.acts = acts;
    }

    /**
     * Maps a unit to posts on behalf of the user who has signed in. The mapping holds for the lines that wait for the unit and
     * for later problems.
     *
     * @param county the county's code, or null for the county of the posts
     * @param unit   the unit as it is written, or null if it is missing
     * @param groups the groups of the posts for which the unit stands, or null if they are missing
     * @throws InvalidInputException if something is missing or does not exist
     */
    @Transactional
    public void map(String county, String unit, List<String> groups) {
        String countyCode = rights.county(county == null || county.isBlank() ? ProblemRights.countyOf(groups).orElse(null) : county);
        FieldErrors errors = new FieldErrors();
        String text = ProblemEntry.text(errors, "unit", "责任单位", unit, ProblemEntry.MAX_UNIT);
        if (groups == null || groups.isEmpty()) {
            errors.add("groups", "对应单位", "为必填项，请至少选择一个");
        } else {
            Set<String> choices = units.choices(countyCode).keySet();
            groups.stream().filter(group -> !choices.contains(group)).findFirst().ifPresent(group ->
                    errors.add("groups", "对应单位", "没有“" + group + "”这个岗位"));
        }
        errors.throwIfAny();
        units.remember(countyCode, text, groups.stream().distinct().toList());
        assignment.unitKnown(countyCode, text, groups.stream().distinct().toList());
        acts.add(Act.Kind.IMPORT, users.get().id(), "责任单位对应 " + countyCode, "DONE", text + "：" + String.join("、", groups));
    }
}
