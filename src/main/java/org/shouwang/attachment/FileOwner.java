package org.shouwang.attachment;

import java.util.List;

/**
 * What files hang on, as the user who has signed in sees it.
 *
 * @param number     the number of the case, problem or notice, or the name of the visit; unique among all owners
 * @param title      the owner's name for people, such as 案件 JC-411081-2026-000001; without personal data
 * @param path       the path of the owner's page
 * @param filesPath  the path of the page of its files
 * @param regionCode the code of the village or county to which it belongs
 * @param mayAdd     whether the user may add files
 * @param isInside   whether the user sees files of all kinds; others see their own, and of the rest only the kinds that are for banks
 *     and other systems
 * @param addsAll    whether the user adds files of all kinds; others add only the kinds that are for banks and other systems
 * @param parts      the groups whose part of the owner the user sees; null if the user sees all parts
 * @param related    the numbers of further owners whose files are shown too, such as the notices of a case
 * @param wanted     the kinds of files that it should have by now
 * @param usual      the kinds that its page offers; empty for all that owners of this sort have
 */
public record FileOwner(String number, String title, String path, String filesPath, String regionCode, boolean mayAdd,
                        boolean isInside, boolean addsAll, List<String> parts, List<String> related,
                        List<FileKind> wanted, List<FileKind> usual) {
}
