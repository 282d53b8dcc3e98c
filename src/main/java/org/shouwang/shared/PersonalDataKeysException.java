package org.shouwang.shared;

/** The keys for personal data are missing or cannot be used, so that the product must not start. */
public class PersonalDataKeysException extends IllegalStateException {

    /**
     * @param message the fault, in English and in Chinese, without any part of a key
     */
    public PersonalDataKeysException(String message) {
        super(message);
    }
}
