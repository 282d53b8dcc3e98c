package org.shouwang.shared;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Encrypts the text of a search, since the text may be somebody's name and must not be readable in addresses and tables. */
@Component
public class SearchTexts {

    /**
     * The text that marks an encrypted search. Without it, anybody could put another text that was encrypted with the same
     * keys into an address and read it.
     */
    private static final String PURPOSE = "search ";

    private final PersonalData personal;

    SearchTexts(PersonalData personal) {
        this.personal = personal;
    }

    /**
     * Encrypts the text of a search.
     *
     * @param text the text
     * @return the encrypted text, which may stand in an address; null for a blank text
     */
    public String seal(String text) {
        return text == null || text.isBlank() ? null
                : Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(personal.encrypt(PURPOSE + text.strip(), PURPOSE).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decrypts the text of a search.
     *
     * @param sealed the result of {@link #seal}; any text that a user typed is allowed; null or blank for no search
     * @return the text; empty for no search
     * @throws InvalidInputException if this installation did not encrypt the text
     */
    public String open(String sealed) {
        if (sealed == null || sealed.isBlank()) {
            return "";
        }
        try {
            String text = personal.decrypt(new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.UTF_8), PURPOSE);
            if (text.startsWith(PURPOSE)) {
                return text.substring(PURPOSE.length());
            }
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException
                 | NegativeArraySizeException e) {
            // The exception below covers every fault without a detail, since nobody needs to know what exactly is wrong.
        }
        throw new InvalidInputException("find", "查找", "链接已失效，请重新查找");
    }
}
