package org.shouwang.security.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.Devices;
import org.shouwang.security.RememberedLogins;
import org.shouwang.shared.Unavailable;
import org.shouwang.shared.UnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Lets in only as many requests as the node can work on: people who have signed in come before programs, and both before
 * everybody else. A request for which there is no place to wait is refused at once, before anything costly is done. The sort
 * of a request is guessed first from its cookies and headers, and corrected when the user is known; ADR 0035.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Crowd extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final String TEXT = "现在使用的人太多，请稍后再试。刚才提交的内容没有登记，请稍后重新提交。";
    private static final String PLACE = Crowd.class.getName() + ".place";
    private static final String HEALTH = "/actuator/health/";
    private static final String SESSION = "SESSION";
    private static final int MAX_KNOWN = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int STAFF_WAITING = 100;
    private static final int WAITING = 56;
    private static final int WAITING_OF_PERSON = 48;
    private static final int PROBES = 16;
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final Map<Sort, Lane> lanes = new EnumMap<>(Sort.class);
    /** The lane of each user; it is kept while the user sends requests. */
    private final Cache<String, Lane> people;
    /** The id of the user who has signed in, by the session's cookie. */
    private final Cache<String, String> sessions = Caffeine.newBuilder().maximumSize(MAX_KNOWN)
            .expireAfterAccess(Duration.ofMinutes(30)).build();
    private final RememberedLogins logins;
    private final Devices devices;
    private final Unavailable unavailable;
    private final int person;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lastLine = new AtomicLong(System.nanoTime() - BETWEEN_LINES);

    Crowd(CrowdProperties properties, RememberedLogins logins, Devices devices, Unavailable unavailable) {
        this.logins = logins;
        this.devices = devices;
        this.unavailable = unavailable;
        this.person = properties.person();
        lanes.put(Sort.STAFF, new Lane(properties.staff(), STAFF_WAITING, PATIENCE));
        lanes.put(Sort.PROGRAM, new Lane(properties.programs(), WAITING, PATIENCE));
        lanes.put(Sort.STRANGER, new Lane(properties.strangers(), WAITING, PATIENCE));
        lanes.put(Sort.PROBE, new Lane(PROBES, 0, Duration.ZERO));
        people = Caffeine.newBuilder().maximumSize(MAX_KNOWN).expireAfterAccess(Duration.ofMinutes(10)).build();
    }

    private enum Sort {
        STAFF, PROGRAM, STRANGER, PROBE
    }

    /** The place of one request. */
    private final class Place {

        private Sort sort;
        private boolean settled;
        private Lane lane;
        private Lane own;

        /**
         * Takes a place, first in the lane of the sort and then in the user's own lane, so that the sort's lane counts all
         * threads that wait.
         */
        private boolean take(Sort wanted, String user) {
            Lane all = lanes.get(wanted);
            Lane ofPerson = user == null ? null : people.get(user, key -> new Lane(person, WAITING_OF_PERSON, PATIENCE));
            if (!all.queue()) {
                return false;
            }
            if (ofPerson != null && !(ofPerson.queue() && ofPerson.work())) {
                all.leave();
                return false;
            }
            if (!all.work()) {
                if (ofPerson != null) {
                    ofPerson.done();
                }
                return false;
            }
            sort = wanted;
            lane = all;
            own = ofPerson;
            return true;
        }

        private void leave() {
            if (lane != null) {
                lane.done();
                lane = null;
            }
            if (own != null) {
                own.done();
                own = null;
            }
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Place place = new Place();
        if (!isLetIn(place, request)) {
            refuse(request, response);
            return;
        }
        request.setAttribute(PLACE, place);
        try {
            chain.doFilter(request, response);
        } finally {
            place.leave();
        }
    }

    private boolean isLetIn(Place place, HttpServletRequest request) {
        if (request.getRequestURI().startsWith(HEALTH)) {
            return place.take(Sort.PROBE, null);
        }
        String session = session(request);
        String clerk = session == null ? null : sessions.getIfPresent(session);
        if (clerk != null) {
            return place.take(Sort.STAFF, clerk);
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String program = authorization == null ? null : logins.userOf(authorization, request.getRemoteAddr());
        if (program != null) {
            return place.take(Sort.PROGRAM, program);
        }
        String user = devices.of(request).keySet().stream().findFirst().orElse(null);
        return user != null && authorization == null ? place.take(Sort.STAFF, user) : place.take(Sort.STRANGER, null);
    }

    /**
     * Notes that a request belongs to a user who has signed in with a session.
     *
     * @return whether there is a place for the request
     */
    boolean isStaff(ServletRequest request, CurrentUser user) {
        String session = session((HttpServletRequest) request);
        if (session != null) {
            sessions.put(session, user.id());
        }
        return isMoved(request, Sort.STAFF, user.id());
    }

    /**
     * Notes that a request belongs to a program whose login is right.
     *
     * @return whether there is a place for the request
     */
    boolean isProgram(ServletRequest request, CurrentUser user) {
        return isMoved(request, Sort.PROGRAM, user.id());
    }

    /**
     * Notes that nobody has signed in, whatever the request was taken for.
     *
     * @return whether there is a place for the request
     */
    boolean isStranger(ServletRequest request) {
        String session = session((HttpServletRequest) request);
        if (session == null || sessions.asMap().remove(session) == null) {
            return true;
        }
        return isMoved(request, Sort.STRANGER, null);
    }

    private boolean isMoved(ServletRequest request, Sort sort, String user) {
        if (!(request.getAttribute(PLACE) instanceof Place place) || place.settled) {
            return true;
        }
        place.settled = true;
        if (place.sort == sort) {
            return true;
        }
        place.leave();
        return place.take(sort, user);
    }

    /** Answers 503, and writes at most once a minute to the log how many requests were refused. */
    void refuse(ServletRequest request, HttpServletResponse response) throws IOException {
        long count = refused.incrementAndGet();
        long last = lastLine.get();
        if (System.nanoTime() - last > BETWEEN_LINES && lastLine.compareAndSet(last, System.nanoTime())) {
            LOG.warn("{} requests were refused since the last such line, since too many came at once", count);
            refused.addAndGet(-count);
        }
        unavailable.answer((HttpServletRequest) request, response, TEXT, UnavailableException.RETRY_AFTER_SECONDS);
    }

    private static String session(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, SESSION);
        return cookie == null ? null : cookie.getValue();
    }
}
