package org.shouwang.caselist;

import java.util.List;

/** Declares the kinds of lists that are made of a module's cases. */
public interface ListSource {

    /**
     * @return the kinds, in the order in which a case comes to them
     */
    List<ListKind> listKinds();
}
