package org.shouwang.notice;

/**
 * The wording by which notices of different processes differ.
 *
 * @param subject       the words after the village's name that say what the notice is about, such as 拟认定的监测对象
 * @param categoryTitle the title of the category of each household, such as 拟认定类别
 */
public record NoticeWording(String subject, String categoryTitle) {

    /** The wording of notices about households that are to be monitored. */
    public static final NoticeWording IDENTIFICATION = new NoticeWording("拟认定的监测对象", "拟认定类别");
}
