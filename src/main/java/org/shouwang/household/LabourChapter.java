package org.shouwang.household;

import java.util.List;
import org.shouwang.security.CurrentUsers;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The chapter 劳动能力变化: the changes in the members' ability to work. */
@Component
@Order(1)
class LabourChapter implements HouseholdChapter {

    private final Households households;
    private final LabourChanges changes;
    private final CurrentUsers users;

    LabourChapter(Households households, LabourChanges changes, CurrentUsers users) {
        this.households = households;
        this.changes = changes;
        this.users = users;
    }

    @Override
    public String key() {
        return "labourChanges";
    }

    @Override
    public String title() {
        return "劳动能力变化";
    }

    @Override
    public List<Line> of(long householdId) {
        return changes.of(households.get(householdId)).stream().map(change -> new Line(change.foundOn(),
                change.name() + "：" + change.labour().title() + "，" + change.health().title(),
                change.reason() + "（" + users.displayName(change.recordedBy()) + "登记）", null)).toList();
    }
}
