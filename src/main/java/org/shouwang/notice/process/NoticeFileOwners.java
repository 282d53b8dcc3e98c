package org.shouwang.notice.process;

import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.attachment.FileOwner;
import org.shouwang.attachment.FileOwnerSource;
import org.shouwang.notice.Notice;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** Offers notices as owners of files, such as the picture of the posted notice. */
@Component
class NoticeFileOwners implements FileOwnerSource {

    private final ObjectionIntake intake;
    private final CurrentUsers users;

    NoticeFileOwners(ObjectionIntake intake, CurrentUsers users) {
        this.intake = intake;
        this.users = users;
    }

    @Override
    public String variable() {
        return "noticeNo";
    }

    @Override
    public FileOwner visible(Map<String, String> path) {
        Notice notice = intake.visible(path.get(variable()));
        CurrentUser user = users.get();
        boolean staff = user.is(Role.VILLAGE, notice.villageCode()) || user.is(Role.TOWNSHIP, notice.villageCode())
                || user.is(Role.COUNTY, notice.villageCode());
        return new FileOwner(notice.noticeNo(), "公示 " + notice.noticeNo(), "/notices/" + notice.noticeNo(), "/notices/" + notice.noticeNo() + "/files",
                notice.villageCode(), staff, true, true, null, List.of(),
                List.of(FileKind.NOTICE_PHOTO), List.of());
    }
}
