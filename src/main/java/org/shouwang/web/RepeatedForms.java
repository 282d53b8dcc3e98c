package org.shouwang.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.IdempotentRequests;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Sha256;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Carries a form that is sent twice out once, on whatever node, and shows the second sender the first result. Two clicks, a
 * proxy that repeats a request, and a page that is sent again after the connection was lost send a form twice. A form whose
 * content differs from the first time is refused, so that nobody believes that it was carried out. A form that does not come
 * from a page of the product, or is some days old, is shown again with what was filled in.
 */
@Component
class RepeatedForms implements HandlerInterceptor {

    private static final String CLAIMED = RepeatedForms.class.getName() + ".claimed";
    /**
     * The addresses of searches, which change nothing. A user may go back and search for something else, and a list may stay
     * open for days.
     */
    private static final Set<String> SEARCHES = Set.of("/accounts", "/cases", "/households", "/loans", "/loans/borrowers", "/officials", "/supervision/search");
    /** The addresses of half filled forms, each of which takes the place of the last one, so that sending it twice does no harm, and of searches. */
    private static final Pattern DRAFT = Pattern.compile("/tasks/[^/]+/(draft|visit)|/procedures/[^/]+/(start/form|households)");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(25);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String USED = "这张表已经提交过一次，这次填写的内容与上次不同，没有登记。需要再登记一笔的，请重新打开页面填写";
    private static final String UNKNOWN = "这张表已经提交过一次，还没有结果。请先查看是否已经办理，没有办理的再重新打开页面填写";

    private final IdempotentRequests requests;
    private final FormPasses passes;
    private final CurrentUsers users;
    private final ObjectMapper json;

    RepeatedForms(IdempotentRequests requests, FormPasses passes, CurrentUsers users, ObjectMapper json) {
        this.requests = requests;
        this.passes = passes;
        this.users = users;
        this.json = json;
    }

    private record Claim(String userId, String token) {
    }

    private record Result(String location, Map<String, String> flash) {
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) throws IOException {
        Optional<CurrentUser> user = users.find();
        if (!"POST".equals(request.getMethod()) || user.isEmpty() || !isPage(handler) || SEARCHES.contains(request.getRequestURI())
                || DRAFT.matcher(request.getRequestURI()).matches() || isProgramsOwnPassword(request)) {
            return true;
        }
        String userId = user.get().id();
        String token = passes.read(userId, request.getParameter(FormTokens.FIELD)).orElseThrow(UnknownFormException::new);
        String content = content(request);
        long until = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!requests.claimForm(userId, token, content)) {
            Optional<String> result = result(userId, token, content);
            if (result.filter(text -> !text.isEmpty()).isPresent()) {
                repeat(json.readValue(result.get(), Result.class), request, response);
                return false;
            }
            if (System.nanoTime() - until > 0) {
                throw new ConflictException(UNKNOWN);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        request.setAttribute(CLAIMED, new Claim(userId, token));
        return true;
    }

    /**
     * Tells whether an account that opens no pages sets its password here. It sends the old password too, so that a second
     * request does no harm.
     */
    private static boolean isProgramsOwnPassword(HttpServletRequest request) {
        return "/password".equals(request.getRequestURI()) && request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private Optional<String> result(String userId, String token, String content) {
        try {
            return requests.resultOfForm(userId, token, content);
        } catch (IdempotentRequests.KeyReusedException e) {
            throw new ConflictException(USED);
        }
    }

    private static void repeat(Result result, HttpServletRequest request, HttpServletResponse response) throws IOException {
        RequestContextUtils.getOutputFlashMap(request).putAll(result.flash());
        RequestContextUtils.saveOutputFlashMap(result.location(), request, response);
        response.sendRedirect(result.location());
    }

    /**
     * Stores the result of a form, or gives up its claim if it was not carried out. After a fault nobody knows what has been
     * stored, so the claim stays and a user who sends the form again is told so.
     */
    @Override
    public void afterCompletion(HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (!(request.getAttribute(CLAIMED) instanceof Claim claim)) {
            return;
        }
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        String location = response.getHeader(HttpHeaders.LOCATION);
        if (status != null && status.is3xxRedirection() && location != null) {
            requests.finishForm(claim.userId(), claim.token(), write(new Result(location, flash(request))));
        } else if (failure == null && status != null && (!status.is5xxServerError() || status == HttpStatus.SERVICE_UNAVAILABLE)) {
            // A form that was answered with 503 was not carried out and may be sent again.
            requests.releaseForm(claim.userId(), claim.token());
        }
    }

    private static Map<String, String> flash(HttpServletRequest request) {
        Map<String, String> texts = new HashMap<>();
        Map<String, Object> flash = RequestContextUtils.getOutputFlashMap(request);
        if (flash != null) {
            flash.forEach((name, value) -> {
                if (value instanceof String text) {
                    texts.put(name, text);
                }
            });
        }
        return texts;
    }

    private String write(Result result) {
        try {
            return json.writeValueAsString(result);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPage(Object handler) {
        return handler instanceof HandlerMethod method
                && AnnotatedElementUtils.hasAnnotation(method.getBeanType(), PageController.class);
    }

    /**
     * Returns address, fields and files of a request without the two tokens, which differ when the same form was loaded twice.
     */
    private static String content(HttpServletRequest request) throws IOException {
        StringBuilder content = new StringBuilder(request.getRequestURI());
        new TreeMap<>(request.getParameterMap()).forEach((name, values) -> {
            if (!name.equals(FormTokens.FIELD) && !name.equals("_csrf")) {
                content.append('\n').append(name).append('=').append(Arrays.toString(values));
            }
        });
        if (request instanceof MultipartHttpServletRequest files) {
            for (Map.Entry<String, List<MultipartFile>> field : new TreeMap<>(files.getMultiFileMap()).entrySet()) {
                for (MultipartFile file : field.getValue()) {
                    content.append('\n').append(field.getKey()).append('=').append(file.getOriginalFilename()).append(' ').append(digest(file));
                }
            }
        }
        return content.toString();
    }

    /** Returns a hash of a file's content, since a table with one corrected digit has the same name and size. */
    private static String digest(MultipartFile file) throws IOException {
        MessageDigest digest = Sha256.digest();
        Sha256.add(digest, file.getInputStream());
        return HexFormat.of().formatHex(digest.digest());
    }
}
