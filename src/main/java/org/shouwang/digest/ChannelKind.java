package org.shouwang.digest;

/** The ways by which daily counts leave the product, besides its own messages. */
public enum ChannelKind {
    /** Another system, which gets the counts of each account as JSON (业务系统接口). */
    WEBHOOK("业务系统接口"),
    /** Mail to the address of each account (电子邮件). */
    MAIL("电子邮件"),
    /** A robot in a group of WeCom, which tells the counts of each post (企业微信群机器人). */
    WECOM("企业微信群机器人"),
    /** A robot in a group of DingTalk, which tells the counts of each post (钉钉群机器人). */
    DINGTALK("钉钉群机器人");

    private final String title;

    ChannelKind(String title) {
        this.title = title;
    }

    /**
     * @return the kind's name in Chinese
     */
    public String title() {
        return title;
    }
}
