package org.shouwang.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser: keeps cookies, sends forms with the token of the page they stand on, follows nothing by itself. */
public final class BrowserSession {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern PASS = Pattern.compile("name=\"_once\" value=\"([^\"]+)\"");
    /** Filters answer these, which never ask for a form's own token. */
    private static final Set<String> WITHOUT_PASS = Set.of("/login", "/logout");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String address;
    private String token = "";

    /**
     * @param port where the product answers
     */
    public BrowserSession(int port) {
        address = "http://localhost:" + port;
    }

    /**
     * What the browser is shown.
     *
     * @param status   its status
     * @param location where it is led to, or an empty text
     * @param text     the page
     * @param headers  the headers as they came
     */
    public record Page(int status, String location, String text, java.net.http.HttpHeaders headers) {

        /** @return the token of the page's first form, or null */
        public String token() {
            Matcher token = TOKEN.matcher(text);
            return token.find() ? token.group(1) : null;
        }

        /** @return the one-time token of the page's last form, the one of its content; or null */
        public String pass() {
            return PASS.matcher(text).results().map(found -> found.group(1)).reduce((first, second) -> second).orElse(null);
        }
    }

    /** @return the cookies by name; can be changed */
    public Map<String, String> cookies() {
        return cookies;
    }

    /**
     * @param user     a user
     * @param password the password that is typed
     * @return what the login page answers
     */
    public Page signIn(String user, String password) {
        get("/login");
        return post("/login", Map.of("username", user, "password", password));
    }

    /**
     * @param path an address
     * @return what is there
     */
    public Page get(String path) {
        Page page = send("GET", path, null, Map.of("Accept", "text/html"));
        if (page.token() != null) {
            token = page.token();
        }
        return page;
    }

    /**
     * @param path an address
     * @param form what is filled in; the token of the last page is added where it has none, and a new one-time token
     * @return the answer
     */
    public Page post(String path, Map<String, String> form) {
        return post(path, form, Map.of("Accept", "text/html"));
    }

    /**
     * @param path    an address
     * @param form    what is filled in; the token of the last page is added where it has none, and a new one-time token
     * @param headers headers to send
     * @return the answer
     */
    public Page post(String path, Map<String, String> form, Map<String, String> headers) {
        Map<String, String> fields = new LinkedHashMap<>(form);
        fields.putIfAbsent("_csrf", token);
        if (!fields.containsKey("_once") && !WITHOUT_PASS.contains(path)) {
            String pass = send("GET", "/password", null, Map.of()).pass();
            if (pass != null) {
                fields.put("_once", pass);
            }
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&")), all);
    }

    /** Forgets the page's token, as a foreign page has none. */
    public void forgetToken() {
        token = "";
    }

    /**
     * @param method  a method
     * @param path    an address
     * @param body    a body, or null
     * @param headers headers besides the cookies
     * @return the answer
     */
    public Page send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path)).setHeader("Accept", "text/html,*/*")
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            String location = response.headers().firstValue("Location").orElse("").replace(address, "");
            return new Page(response.statusCode(), location, response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String cookie) {
        String[] parts = cookie.split(";", 2)[0].split("=", 2);
        if (parts[1].isEmpty()) {
            cookies.remove(parts[0]);
        } else {
            cookies.put(parts[0], parts[1]);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
