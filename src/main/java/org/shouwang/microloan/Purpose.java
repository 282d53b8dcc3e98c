package org.shouwang.microloan;

/** The purposes of loans. Forbidden purposes have names too, so that a refusal can name the purpose (LN-2). */
public enum Purpose {
    /** Planting (种植). */
    PLANTING("种植", true),
    /** Breeding (养殖). */
    BREEDING("养殖", true),
    /** Processing (加工). */
    PROCESSING("加工", true),
    /** Trade (商贸). */
    TRADE("商贸", true),
    /** Transport (运输). */
    TRANSPORT("运输", true),
    /** Services (服务). */
    SERVICES("服务", true),
    /** Rural tourism (乡村旅游). */
    RURAL_TOURISM("乡村旅游", true),
    /** A wedding (结婚). */
    WEDDING("结婚", false),
    /** House building (建房). */
    HOUSE_BUILDING("建房", false),
    /** Financial products (理财). */
    WEALTH_PRODUCT("理财", false),
    /** Household goods (购置家庭用品). */
    HOUSEHOLD_GOODS("购置家庭用品", false),
    /** Medical treatment (看病就医). 许巩固脱贫组〔2023〕5号三（四） names a loan used for a parent's treatment as misused. */
    MEDICAL("看病就医", false),
    /** The schooling of children (子女上学). */
    EDUCATION("子女上学", false),
    /** Other spending that is not productive (其他非生产性支出). */
    OTHER_NON_PRODUCTIVE("其他非生产性支出", false),
    /** Shares that pay dividends (入股分红). */
    SHARE_WITH_DIVIDEND("入股分红", false),
    /** Lending the money on (转贷). */
    ON_LENDING("转贷", false),
    /** Trading in quotas (指标交换). */
    QUOTA_TRADE("指标交换", false);

    private final String title;
    private final boolean allowed;

    Purpose(String title, boolean allowed) {
        this.title = title;
        this.allowed = allowed;
    }

    /**
     * @return the purpose's Chinese name
     */
    public String title() {
        return title;
    }

    /**
     * @return whether loans may be used for this purpose
     */
    public boolean isAllowed() {
        return allowed;
    }
}
