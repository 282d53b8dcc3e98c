package org.shouwang.security.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.http.HttpHeaders;

/**
 * Decides which request bodies are read and for how long. It works below everything that could read a body: parameters, files
 * and streams. Before it is known who sends a request, nothing is read but a posted login page of at most 8 KB; every other
 * body looks empty, so that it fills no memory, disk or session. Each body has a time limit for all of it, so that a body that
 * comes drop by drop holds no thread.
 */
class BodyValve extends ValveBase {

    /** The most bytes that a posted login page may have. */
    static final int LOGIN_BODY = 8 * 1024;
    /** The address to which the login page is posted. */
    static final String LOGIN = "/login";

    private static final String KNOWN = BodyValve.class.getName() + ".known";
    private static final Duration LOGIN_TIME = Duration.ofSeconds(5);
    private static final Duration BODY_TIME = Duration.ofSeconds(20);
    /** The speed from which a body may take as long as its length needs: 20 MB take 220 seconds at most. */
    private static final long BYTES_PER_SECOND = 100_000;
    private static final Duration LINGER = Duration.ofSeconds(2);
    private static final long LINGER_BYTES = 2_000_000;
    private static final long BETWEEN_LOOKS = Duration.ofMillis(10).toNanos();
    /** The most threads that wait for slow logins, and the most that wait for clients that still send what nobody reads. */
    private static final int MOST_SLOW = 16;
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final int MOST_MOMENTARY = 80;

    private final Semaphore momentary = new Semaphore(MOST_MOMENTARY);
    private final Semaphore slow = new Semaphore(MOST_SLOW);
    private final Semaphore lingering = new Semaphore(MOST_SLOW);

    private final Duration loginTime;
    private final Duration bodyTime;

    BodyValve() {
        this(LOGIN_TIME, BODY_TIME);
    }

    /**
     * @param loginTime how long all of a posted login page may take
     * @param bodyTime  how long all of another body may take, besides the time that its length allows
     */
    BodyValve(Duration loginTime, Duration bodyTime) {
        super(true);
        this.loginTime = loginTime;
        this.bodyTime = bodyTime;
    }

    /** Lets the body of a request be read, since it is now known who sends it. */
    static void known(ServletRequest request) {
        request.setAttribute(KNOWN, Boolean.TRUE);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (!saysItsLength(request)) {
            response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
            response.setHeader(HttpHeaders.CONNECTION, "close");
            response.finishResponse();
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
            return;
        }
        InputBuffer untimed = request.getCoyoteRequest().getInputBuffer();
        if (!isLogin(request)) {
            Timed body = new Timed(request, untimed);
            invoke(request, response, body, untimed);
            if (!request.isAsync()) {
                end(request, response, untimed, body.tooSlow);
            }
            return;
        }
        // The login is read before the request takes one of the places for work, so that it keeps nobody else out.
        byte[] login = login(request, untimed);
        if (login == null) {
            end(request, response, untimed, true);
        } else {
            invoke(request, response, new Here(login), untimed);
        }
    }

    private void invoke(Request request, Response response, InputBuffer body, InputBuffer untimed) throws IOException, ServletException {
        request.getCoyoteRequest().setInputBuffer(body);
        try {
            getNext().invoke(request, response);
        } finally {
            request.getCoyoteRequest().setInputBuffer(untimed);
        }
    }

    /**
     * Tells whether the request's length can be read. If it is no number, or is given twice, Tomcat throws when it is asked
     * for it.
     */
    private static boolean saysItsLength(Request request) {
        try {
            return request.getContentLengthLong() >= 0 || request.getHeader(HttpHeaders.CONTENT_LENGTH) == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isLogin(Request request) {
        long length = request.getContentLengthLong();
        return LOGIN.equals(request.getRequestURI()) && "POST".equals(request.getMethod()) && length >= 0 && length <= LOGIN_BODY;
    }

    /**
     * Reads a posted login page. Browsers send it in one piece. A login that comes in several pieces waits a moment in one of
     * many places; one that takes longer waits in one of few, so that room is left for others.
     *
     * @return the body; null if it took too long or no place was free to wait for it
     */
    private byte[] login(Request request, InputBuffer body) throws IOException {
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        long begin = System.nanoTime();
        Semaphore place = null;
        try {
            while (login.size() < request.getContentLengthLong()) {
                if (isHere(request)) {
                    Kept kept = new Kept();
                    if (body.doRead(kept) < 0) {
                        break;
                    }
                    byte[] bytes = new byte[kept.buffer.remaining()];
                    kept.buffer.get(bytes);
                    login.writeBytes(bytes);
                    continue;
                }
                long waited = System.nanoTime() - begin;
                Semaphore due = waited < MOMENT.toNanos() ? momentary : slow;
                if (place != due) {
                    if (place != null) {
                        place.release();
                    }
                    place = due.tryAcquire() ? due : null;
                }
                if (place == null || waited > loginTime.toNanos()) {
                    return null;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS);
            }
            return login.toByteArray();
        } finally {
            if (place != null) {
                place.release();
            }
        }
    }

    /**
     * Ends a request whose body was not read whole. What has arrived is read and dropped; if more is to come, the connection
     * is closed after the answer had time to arrive.
     */
    private void end(Request request, Response response, InputBuffer body, boolean tooSlow) throws IOException {
        if (!tooSlow && isRead(request, body, Duration.ZERO)) {
            return;
        }
        if (tooSlow && !response.isCommitted()) {
            response.reset();
            response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
        }
        if (!response.isCommitted()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
        }
        response.finishResponse();
        request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        if (!tooSlow && lingering.tryAcquire()) {
            try {
                isRead(request, body, LINGER);
            } finally {
                lingering.release();
            }
        }
    }

    private static boolean isRead(Request request, InputBuffer body, Duration patience) throws IOException {
        long begin = System.nanoTime();
        for (long bytes = 0; bytes < LINGER_BYTES && !isFullyRead(request); ) {
            if (isHere(request)) {
                int read = body.doRead(new Kept());
                if (read < 0) {
                    return true;
                }
                bytes += read;
            } else if (System.nanoTime() - begin < patience.toNanos()) {
                LockSupport.parkNanos(BETWEEN_LOOKS);
            } else {
                return false;
            }
        }
        return isFullyRead(request);
    }

    private static boolean isFullyRead(Request request) {
        AtomicBoolean read = new AtomicBoolean();
        request.getCoyoteRequest().action(ActionCode.REQUEST_BODY_FULLY_READ, read);
        return read.get();
    }

    /** Tells whether some of the body can be read without waiting. */
    private static boolean isHere(Request request) {
        request.getCoyoteRequest().action(ActionCode.AVAILABLE, Boolean.TRUE);
        return request.getCoyoteRequest().getAvailable() > 0;
    }

    /** A body with a time limit. */
    private final class Timed implements InputBuffer {

        private final Request request;
        private final InputBuffer body;
        private long begin;
        private long bytes;
        private boolean begun;
        private boolean tooSlow;

        private Timed(Request request, InputBuffer body) {
            this.request = request;
            this.body = body;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            if (request.getAttribute(KNOWN) == null) {
                return -1;
            }
            if (!begun) {
                begun = true;
                begin = System.nanoTime();
            }
            if (System.nanoTime() - begin > bodyTime.plusMillis(bytes * 1000 / BYTES_PER_SECOND).toNanos()) {
                tooSlow = true;
                throw new SocketTimeoutException("The body took too long");
            }
            int read = body.doRead(handler);
            bytes += Math.max(read, 0);
            return read;
        }

        @Override
        public int available() {
            return body.available();
        }
    }

    /** A body that has arrived whole. */
    private static final class Here implements InputBuffer {

        private final ByteBuffer body;

        private Here(byte[] body) {
            this.body = ByteBuffer.wrap(body);
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            int length = body.remaining();
            if (length == 0) {
                return -1;
            }
            handler.setByteBuffer(body.duplicate());
            body.position(body.limit());
            return length;
        }

        @Override
        public int available() {
            return body.remaining();
        }
    }

    /** Takes one piece of a body. */
    private static final class Kept implements ApplicationBufferHandler {

        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer given) {
            buffer = given;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {
            // The buffer is used as it is given.
        }
    }
}
