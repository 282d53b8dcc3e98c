package org.shouwang.household;

/** A household member's relation to the head. */
public enum Relation {
    /** The head of the household (户主). */
    HEAD("户主"),
    /** The head's spouse (配偶). */
    SPOUSE("配偶"),
    /** A child of the head (子女). */
    CHILD("子女"),
    /** A parent of the head (父母). */
    PARENT("父母"),
    /** Another person (其他). */
    OTHER("其他");

    private final String title;

    Relation(String title) {
        this.title = title;
    }

    /**
     * @return the relation's Chinese name
     */
    public String title() {
        return title;
    }
}
