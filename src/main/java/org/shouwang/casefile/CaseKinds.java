package org.shouwang.casefile;

import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the kind of a case. */
@Component
public class CaseKinds {

    private final List<CaseKind> kinds;

    CaseKinds(List<CaseKind> kinds) {
        this.kinds = kinds;
    }

    /**
     * @param item a case
     * @return its kind
     */
    public CaseKind of(CaseFile item) {
        return kinds.stream().filter(kind -> kind.process().equals(item.process())).findFirst().orElseThrow();
    }

    /**
     * @param item a case
     * @return how it stands, as people read it
     */
    public String statusText(CaseFile item) {
        return of(item).titleOf(item.status());
    }
}
