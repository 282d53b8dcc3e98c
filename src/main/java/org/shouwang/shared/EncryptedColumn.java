package org.shouwang.shared;

/** The database columns whose values are encrypted. Each value is bound to its row. */
public enum EncryptedColumn {
    /** The identity number of the head of the household in a case. */
    CASE_HEAD("case_file", "head_id_cipher", "case_no"),
    /** The identity number of the head of a household in the register. */
    HOUSEHOLD_HEAD("household", "head_id_cipher", "household_no"),
    /** The identity number of a household member in a survey or an imported file. */
    SURVEY_MEMBER("survey_member", "id_cipher", "survey_id || '/' || position"),
    /** The identity number of a borrower. */
    BORROWER("micro_loan", "borrower_id_cipher", "loan_no"),
    /** The key with which the content of a file is encrypted. */
    FILE_KEY("attachment", "key_cipher", "id"),
    /** A paper that was made, as a Word file. */
    PAPER("paper_version", "docx_cipher", "paper_id || '/' || version"),
    /** A paper that was made, as a PDF file; null until somebody asks for it. */
    PAPER_PDF("paper_version", "pdf_cipher", "paper_id || '/' || version"),
    /** A colleague's note on a case, which may name people. */
    CASE_NOTE("case_note", "text_cipher", "id"),
    /** The personal values of what was filled in at a step of a procedure. */
    PROCEDURE_ENTRY("procedure_entry", "personal_cipher", "case_no || '/' || sequence"),
    /** What is filled in of a task's form and not yet sent. */
    TASK_DRAFT("task_draft", "content_cipher", "task_id || '/' || user_id"),
    /** The key that signs the events for another system. */
    WEBHOOK_SECRET("webhook_subscription", "secret_cipher", "id"),
    /** The address to which counts are sent daily; those of chat robots contain a key. */
    DIGEST_TARGET("digest_channel", "target_cipher", "id || '/target'"),
    /** The key that signs the daily counts. */
    DIGEST_SECRET("digest_channel", "secret_cipher", "id || '/secret'"),
    /** What is decided on a case together with others, until it is decided. */
    BATCH_ITEM("batch_item", "values_cipher", "batch_id || '/' || position");

    private final String table;
    private final String column;
    private final String row;

    EncryptedColumn(String table, String column, String row) {
        this.table = table;
        this.column = column;
        this.row = row;
    }

    /**
     * @return the table's name, in the schema {@code shouwang}
     */
    public String table() {
        return table;
    }

    /**
     * @return the column's name; the names of all encrypted columns end with {@code _cipher}
     */
    public String column() {
        return column;
    }

    /**
     * @return an SQL expression whose value is unique for each row of the table and never changes
     */
    public String row() {
        return row;
    }

    /**
     * Returns the place of a row's value, to which {@link PersonalData} binds it.
     *
     * @param key the value of {@link #row} in the row
     */
    public String at(Object key) {
        return table + "." + column + ":" + key;
    }

    /**
     * Returns the place of the identity number of a household member.
     *
     * @param surveyId the survey's id
     * @param position the member's place in the survey; the first is 0
     */
    public static String member(long surveyId, int position) {
        return SURVEY_MEMBER.at(surveyId + "/" + position);
    }

    /**
     * Returns the place of a half filled form.
     *
     * @param taskId the engine's id of the task
     * @param userId the id of the user who fills it in
     */
    public static String draft(String taskId, String userId) {
        return TASK_DRAFT.at(taskId + "/" + userId);
    }
}
