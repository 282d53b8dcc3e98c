package org.shouwang.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shouwang.attachment.FileKind;
import org.shouwang.attachment.FileOwner;
import org.shouwang.attachment.FileOwnerSource;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.springframework.stereotype.Component;

/** Offers cases as owners of files. The files of a case's notice are shown with those of the case. */
@Component
class CaseFileOwners implements FileOwnerSource {

    private final CaseFiles cases;
    private final CaseKinds kinds;
    private final CurrentUsers users;

    CaseFileOwners(CaseFiles cases, CaseKinds kinds, CurrentUsers users) {
        this.cases = cases;
        this.kinds = kinds;
        this.users = users;
    }

    @Override
    public String variable() {
        return "caseNo";
    }

    @Override
    public FileOwner visible(Map<String, String> path) {
        CaseFile item = cases.visible(path.get(variable()));
        CurrentUser user = users.get();
        boolean covers = user.covers(item.villageCode());
        boolean works = kinds.of(item).isWorkOf(item, user);
        boolean inside = kinds.of(item).showsFiles(item, user);
        boolean staff = user.is(Role.VILLAGE, item.villageCode()) || user.is(Role.TOWNSHIP, item.villageCode())
                || user.is(Role.COUNTY, item.villageCode()) || user.is(Role.LEADER, item.villageCode());
        List<FileKind> wanted = new ArrayList<>(kinds.of(item).wantedFiles(item));
        if (item.noticeNo() != null) {
            wanted.add(FileKind.NOTICE_PHOTO);
        }
        return new FileOwner(item.caseNo(), "案件 " + item.caseNo(), "/cases/" + item.caseNo(), "/cases/" + item.caseNo() + "/files", item.villageCode(),
                item.closed() != null ? inside : inside && staff || works || !covers, inside, inside || works && item.closed() == null, null,
                item.noticeNo() == null ? List.of() : List.of(item.noticeNo()), wanted, kinds.of(item).usualFiles());
    }
}
