package org.shouwang.shared;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Checks the numbers of a JSON text as they are written, before a program converts them. */
public final class JsonNumbers {

    /** A parser without a limit for the length of numbers. Nothing here converts them, so their length does no harm. */
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNumberLength(Integer.MAX_VALUE).build()).build();

    private JsonNumbers() {
    }

    /**
     * Finds the numbers of a JSON text that are longer or larger than the product reads.
     *
     * @param name the name of the whole, with which each path begins; may be empty
     * @param text a JSON text
     * @return an error for each such number by its path, such as {@code members[0].amount}, but no more than
     *     {@link FieldError#MOST}
     * @throws JsonProcessingException if the text is no JSON
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
