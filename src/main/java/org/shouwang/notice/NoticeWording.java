package org.shouwang.notice;

/**
 * What a notice says it is about.
 *
 * @param subject       what is posted, as it stands after the village's name: 拟认定的监测对象
 * @param categoryTitle what is said of each household: 拟认定类别
 */
public record NoticeWording(String subject, String categoryTitle) {

    /** Of households that are to be monitored. */
    public static final NoticeWording IDENTIFICATION = new NoticeWording("拟认定的监测对象", "拟认定类别");
}
