package org.shouwang.supervision;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PersonalData;
import org.springframework.stereotype.Component;

/** Keeps what is searched for, which may be somebody's name, out of addresses and tables: there it stands encrypted. */
@Component
public class SearchTexts {

    /** So that nothing else that is encrypted with the same keys can be read by putting it into an address. */
    private static final String PURPOSE = "search ";

    private final PersonalData personal;

    SearchTexts(PersonalData personal) {
        this.personal = personal;
    }

    /**
     * @param text what is searched for
     * @return the same as it may stand in an address, null for a blank text
     */
    public String seal(String text) {
        return text == null || text.isBlank() ? null
                : Base64.getUrlEncoder().withoutPadding()
                        .encodeToString(personal.encrypt(PURPOSE + text.strip(), PURPOSE).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param sealed what {@link #seal} returned, may be anything a user typed; null or blank for nothing
     * @return what is searched for; empty for nothing
     * @throws InvalidInputException if it was not made by this installation
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
            // Said below: how exactly it is wrong is nobody's business.
        }
        throw new InvalidInputException("find", "查找", "链接已失效，请重新查找");
    }
}
