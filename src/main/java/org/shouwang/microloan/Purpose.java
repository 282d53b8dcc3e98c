package org.shouwang.microloan;

/** What a loan is wanted for; the forbidden uses are known by name, so that the refusal can say which it is (LN-2). */
public enum Purpose {
    /** 种植 */
    PLANTING("种植", true),
    /** 养殖 */
    BREEDING("养殖", true),
    /** 加工 */
    PROCESSING("加工", true),
    /** 商贸 */
    TRADE("商贸", true),
    /** 运输 */
    TRANSPORT("运输", true),
    /** 服务 */
    SERVICES("服务", true),
    /** 乡村旅游 */
    RURAL_TOURISM("乡村旅游", true),
    /** 结婚 */
    WEDDING("结婚", false),
    /** 建房 */
    HOUSE_BUILDING("建房", false),
    /** 理财 */
    WEALTH_PRODUCT("理财", false),
    /** 购置家庭用品 */
    HOUSEHOLD_GOODS("购置家庭用品", false),
    /** 看病就医: a loan used for a parent's treatment is named as a misuse by 许巩固脱贫组〔2023〕5号三（四） */
    MEDICAL("看病就医", false),
    /** 子女上学 */
    EDUCATION("子女上学", false),
    /** 其他非生产性支出 */
    OTHER_NON_PRODUCTIVE("其他非生产性支出", false),
    /** 入股分红 */
    SHARE_WITH_DIVIDEND("入股分红", false),
    /** 转贷 */
    ON_LENDING("转贷", false),
    /** 指标交换 */
    QUOTA_TRADE("指标交换", false);

    private final String title;
    private final boolean allowed;

    Purpose(String title, boolean allowed) {
        this.title = title;
        this.allowed = allowed;
    }

    /**
     * @return the purpose as people read it
     */
    public String title() {
        return title;
    }

    /**
     * @return whether loans may be used for it
     */
    public boolean isAllowed() {
        return allowed;
    }
}
