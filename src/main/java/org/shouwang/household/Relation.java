package org.shouwang.household;

/** A member's relation to the head of the household. */
public enum Relation {
    /** 户主 */
    HEAD("户主"),
    /** 配偶 */
    SPOUSE("配偶"),
    /** 子女 */
    CHILD("子女"),
    /** 父母 */
    PARENT("父母"),
    /** 其他 */
    OTHER("其他");

    private final String title;

    Relation(String title) {
        this.title = title;
    }

    /**
     * @return the value as people read it
     */
    public String title() {
        return title;
    }
}
