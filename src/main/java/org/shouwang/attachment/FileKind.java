package org.shouwang.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shouwang.shared.InvalidInputException;

/** The kinds of files, named as the documents and the forms of the counties name them. */
public enum FileKind {
    /** The signed authorisation to compare the household's data (ID-4, step 1). */
    AUTHORISATION("承诺授权书", Seen.INSIDE, "caseNo"),
    /** The application of the household. */
    APPLICATION("申请书", Seen.INSIDE, "caseNo"),
    /** The signed sheet of the home visit (防止返贫动态监测核查表). */
    SURVEY_SHEET("核查表", Seen.INSIDE, "caseNo"),
    /** The household register and identity cards. */
    IDENTITY("户口簿和身份证", Seen.INSIDE, "caseNo"),
    /** A picture of the house. */
    HOUSE_PHOTO("房屋照片", Seen.INSIDE, "caseNo", "visitId"),
    /** A picture of a visit. */
    VISIT_PHOTO("入户照片", Seen.INSIDE, "caseNo", "visitId"),
    /** The diagnosis of a hospital. */
    DIAGNOSIS("诊断证明", Seen.INSIDE, "caseNo", "visitId"),
    /** The bills of a hospital. */
    MEDICAL_BILL("医疗费用票据", Seen.INSIDE, "caseNo", "visitId"),
    /** The certificate of a disability. */
    DISABILITY("残疾证", Seen.INSIDE, "caseNo", "visitId"),
    /** The proof of schooling. */
    SCHOOLING("就学证明", Seen.INSIDE, "caseNo", "visitId"),
    /** The proof of income or work. */
    INCOME("收入证明", Seen.INSIDE, "caseNo", "visitId"),
    /** A picture of the damage that a disaster or accident did. */
    DAMAGE_PHOTO("灾情照片", Seen.INSIDE, "caseNo", "visitId"),
    /** The minutes of a village meeting. */
    MEETING_MINUTES("会议记录", Seen.INSIDE, "caseNo", "problemNo"),
    /** A picture of the posted notice. */
    NOTICE_PHOTO("公示照片", Seen.INSIDE, "caseNo", "noticeNo"),
    /** A picture of the announced result. */
    ANNOUNCEMENT_PHOTO("公告照片", Seen.INSIDE, "caseNo", "noticeNo"),
    /** What belongs to an objection. */
    OBJECTION("异议材料", Seen.INSIDE, "caseNo", "noticeNo"),
    /** The county's written decision. */
    APPROVAL("批复文件", Seen.INSIDE, "caseNo"),
    /** The proof of a measure that was carried out. */
    MEASURE_PROOF("帮扶措施佐证", Seen.INSIDE, "caseNo", "visitId"),
    /** What another system hands in with its warning. */
    WARNING("预警材料", Seen.PROGRAMS, "caseNo"),
    /** The application for a loan. */
    LOAN_APPLICATION("贷款申请表", Seen.BANKS, "caseNo"),
    /** The contract of a loan. */
    LOAN_CONTRACT("借款合同", Seen.BANKS, "caseNo"),
    /** The proof of what a loan was spent on. */
    LOAN_PURPOSE("贷款用途凭证", Seen.BANKS, "caseNo"),
    /** The proof that a problem was rectified. */
    RECTIFICATION("整改佐证", Seen.INSIDE, "problemNo"),
    /** The report of whoever appraised a house or a disease. */
    APPRAISAL_REPORT("鉴定报告", Seen.INSIDE, "caseNo"),
    /** A picture of work in progress. */
    WORK_PHOTO("施工照片", Seen.INSIDE, "caseNo"),
    /** A picture of finished work. */
    ACCEPTANCE_PHOTO("验收照片", Seen.INSIDE, "caseNo"),
    /** A picture of where an old house stood. */
    DEMOLITION_PHOTO("旧房拆除照片", Seen.INSIDE, "caseNo"),
    /** The bank's receipt of money that was paid. */
    BANK_RECEIPT("银行凭证", Seen.INSIDE, "caseNo"),
    /** The record of a persuasion to come back to school. */
    PERSUASION_RECORD("劝返记录", Seen.INSIDE, "caseNo"),
    /** The notice of a persuasion by several departments together. */
    JOINT_PERSUASION_NOTICE("联合劝返通知", Seen.INSIDE, "caseNo"),
    /** A judgement, or another document of a court. */
    COURT_DOCUMENT("司法文书", Seen.INSIDE, "caseNo"),
    /** What experts found of a person. */
    EXPERT_ASSESSMENT("专家评估意见", Seen.INSIDE, "caseNo"),
    /** A prescription. */
    PRESCRIPTION("处方", Seen.INSIDE, "caseNo"),
    /** What hospitals wrote of an illness and its examination. */
    MEDICAL_RECORD("病历和检查报告", Seen.INSIDE, "caseNo"),
    /** The signature of whoever received a card or a letter. */
    RECEIPT("签收单", Seen.INSIDE, "caseNo"),
    /** The plan of a project, with its estimate. */
    PROJECT_PLAN("项目方案", Seen.INSIDE, "caseNo"),
    /** What a department found of a project. */
    FEASIBILITY("论证意见", Seen.INSIDE, "caseNo"),
    /** What somebody complained with. */
    PETITION("信访材料", Seen.INSIDE, "caseNo"),
    /** What was found when something was looked into. */
    INVESTIGATION("调查材料", Seen.INSIDE, "caseNo"),
    /** The reply to somebody who complained. */
    REPLY("答复意见书", Seen.INSIDE, "caseNo"),
    /** Whatever has no kind of its own. */
    OTHER("其他材料", Seen.INSIDE, "caseNo", "problemNo", "noticeNo", "visitId");

    private final String title;
    private final Seen seen;
    private final List<String> owners;

    FileKind(String title, Seen seen, String... owners) {
        this.title = title;
        this.seen = seen;
        this.owners = List.of(owners);
    }

    private enum Seen {
        /** Only staff who see the owner. */
        INSIDE,
        /** Also the bank of a loan and the programs that serve it. */
        BANKS,
        /** Also the program that handed the case in. */
        PROGRAMS
    }

    /**
     * @return the kind's name in Chinese
     */
    public String title() {
        return title;
    }

    /**
     * @return whether banks and other systems that see the owner see files of this kind too
     */
    public boolean isForOutside() {
        return seen != Seen.INSIDE;
    }

    /**
     * Returns the kinds that a page offers.
     *
     * @param owner    the variable of the owner, such as {@code caseNo}
     * @param isInside whether the user sees all kinds
     */
    public static List<FileKind> offered(String owner, boolean isInside) {
        return Arrays.stream(values()).filter(kind -> kind.owners.contains(owner) && (isInside || kind.isForOutside())).toList();
    }

    /**
     * Finds a kind.
     *
     * @param name the kind's Chinese name, or the name of the constant
     * @return the kind; empty if there is none of the name
     */
    public static Optional<FileKind> find(String name) {
        return Arrays.stream(values()).filter(kind -> kind.title.equals(name) || kind.name().equals(name)).findFirst();
    }

    /**
     * Reads a kind.
     *
     * @param typed the kind's Chinese name, or the name of the constant; may be anything that a user typed, or null
     * @throws InvalidInputException if there is no such kind
     */
    public static FileKind of(String typed) {
        String wanted = typed == null ? "" : typed.strip();
        return find(wanted).orElseThrow(() -> new InvalidInputException("kind", "材料种类", wanted.isEmpty() ? "为必填项，请选择材料种类"
                        : "须为以下之一：" + Arrays.stream(values()).map(FileKind::title).collect(Collectors.joining("、"))));
    }
}
