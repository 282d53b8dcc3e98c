package org.shouwang.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Looks at the numbers of JSON as they are written, before anything makes numbers of them. */
public final class JsonNumbers {

    /** Nothing here makes a number of what is written, so that its length does no harm. */
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNumberLength(Integer.MAX_VALUE).build()).build();

    private JsonNumbers() {
    }

    /**
     * @param name what the whole is called, empty for nothing
     * @param text JSON
     * @return the fields whose numbers are beyond what the product reads, each by its path such as {@code members[0].amount};
     *     none but the first {@link FieldError#MOST}
     * @throws JsonProcessingException if it is no JSON
     */
    public static FieldErrors errors(String name, String text) throws JsonProcessingException {
        FieldErrors errors = new FieldErrors();
        int found = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null && found < FieldError.MOST) {
                if (parser.currentToken().isNumeric() && Decimals.problem(parser.getText()) != null) {
                    String path = path(name, parser.getParsingContext());
                    errors.add(path, path, Decimals.BEYOND);
                    found++;
                }
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return errors;
    }

    private static String path(String name, JsonStreamContext place) {
        if (place.inRoot()) {
            return name;
        }
        String before = path(name, place.getParent());
        return place.inArray() ? before + "[" + place.getCurrentIndex() + "]"
                : before.isEmpty() ? place.getCurrentName() : before + "." + place.getCurrentName();
    }
}
