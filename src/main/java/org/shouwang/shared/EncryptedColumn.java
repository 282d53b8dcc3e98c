package org.shouwang.shared;

/** The columns of the database in which something is kept encrypted; what stands there is bound to its row. */
public enum EncryptedColumn {
    /** The identity number of the head of the household, with a case. */
    CASE_HEAD("case_file", "head_id_cipher", "case_no"),
    /** The identity number of the head of a household in the register. */
    HOUSEHOLD_HEAD("household", "head_id_cipher", "household_no"),
    /** The identity number of a member, as a visit or a file found the household. */
    SURVEY_MEMBER("survey_member", "id_cipher", "survey_id || '/' || position"),
    /** The identity number of who borrows. */
    BORROWER("micro_loan", "borrower_id_cipher", "loan_no"),
    /** The key with which events to another system are signed. */
    WEBHOOK_SECRET("webhook_subscription", "secret_cipher", "id");

    private final String table;
    private final String column;
    private final String row;

    EncryptedColumn(String table, String column, String row) {
        this.table = table;
        this.column = column;
        this.row = row;
    }

    /**
     * @return the table, in the schema {@code shouwang}
     */
    public String table() {
        return table;
    }

    /**
     * @return the column; the names of such columns end with {@code _cipher}
     */
    public String column() {
        return column;
    }

    /**
     * @return what tells a row of the table from the others and never changes, as an expression of the database
     */
    public String row() {
        return row;
    }

    /**
     * @param key the value of {@link #row} in some row
     * @return the place of the value in that row, as {@link PersonalData} binds it
     */
    public String at(Object key) {
        return table + "." + column + ":" + key;
    }

    /**
     * @param surveyId a survey
     * @param position the place of one of its members, from 0
     * @return the place of that member's number
     */
    public static String member(long surveyId, int position) {
        return SURVEY_MEMBER.at(surveyId + "/" + position);
    }
}
