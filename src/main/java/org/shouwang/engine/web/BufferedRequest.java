package org.shouwang.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body can be read twice, and to whose parameters some are added. */
class BufferedRequest extends HttpServletRequestWrapper {

    private final byte[] body;
    private final boolean tooLarge;
    private final String query;

    /**
     * @param request the request
     * @param maxBody the most bytes of its body that are read
     * @param added   the parameters that it gets besides its own, as in an address; may be empty
     */
    BufferedRequest(HttpServletRequest request, int maxBody, String added) throws IOException {
        super(request);
        byte[] read = request.getInputStream().readNBytes(maxBody + 1);
        tooLarge = read.length > maxBody;
        body = tooLarge ? new byte[0] : read;
        String asked = request.getQueryString();
        query = added.isEmpty() ? asked : asked == null || asked.isEmpty() ? added : asked + "&" + added;
    }

    boolean isTooLarge() {
        return tooLarge;
    }

    byte[] body() {
        return body;
    }

    /** Returns the body as JSON, or null if the body is empty. */
    JsonNode json(ObjectMapper mapper) throws JsonProcessingException {
        return body.length == 0 ? null : EngineDoorFilter.parse(mapper, body);
    }

    @Override
    public String getQueryString() {
        return query;
    }

    @Override
    public ServletInputStream getInputStream() {
        ByteArrayInputStream bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return bytes.read(buffer, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("The body has been read already");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
