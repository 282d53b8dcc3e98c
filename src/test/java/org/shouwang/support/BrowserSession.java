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

/** A user at a browser. It keeps cookies, sends forms with the token of their page, and follows no redirect. */
public final class BrowserSession {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern PASS = Pattern.compile("name=\"_once\" value=\"([^\"]+)\"");
    /** The addresses that filters answer. They never ask for a form's one-time token. */
    private static final Set<String> WITHOUT_PASS = Set.of("/login", "/logout");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String address;
    private String token = "";

    /**
     * Opens a browser on the product.
     *
     * @param port the product's port on this machine
     */
    public BrowserSession(int port) {
        address = "http://localhost:" + port;
    }

    /**
     * The page that the browser shows.
     *
     * @param status   the status code
     * @param location the address to which the answer redirects, or an empty text
     * @param text     the content of the page
     * @param headers  the headers of the answer
     */
    public record Page(int status, String location, String text, java.net.http.HttpHeaders headers) {

        /** Returns the token of the page's first form, or null. */
        public String token() {
            Matcher token = TOKEN.matcher(text);
            return token.find() ? token.group(1) : null;
        }

        /** Returns the one-time token of the page's last form, which is the form of its content; null if there is none. */
        public String pass() {
            return PASS.matcher(text).results().map(found -> found.group(1)).reduce((first, second) -> second).orElse(null);
        }
    }

    /** Returns the cookies by name. The map can be changed. */
    public Map<String, String> cookies() {
        return cookies;
    }

    /** Signs in and returns the answer of the login page. */
    public Page signIn(String user, String password) {
        get("/login");
        return post("/login", Map.of("username", user, "password", password));
    }

    /** Opens an address. */
    public Page get(String path) {
        Page page = send("GET", path, null, Map.of("Accept", "text/html"));
        if (page.token() != null) {
            token = page.token();
        }
        return page;
    }

    /**
     * Sends a form. Unless the form has them, the token of the last page and a new one-time token are added.
     *
     * @param path the address of the form
     * @param form the fields of the form
     */
    public Page post(String path, Map<String, String> form) {
        return post(path, form, Map.of("Accept", "text/html"));
    }

    /**
     * Sends a form. Unless the form has them, the token of the last page and a new one-time token are added.
     *
     * @param path    the address of the form
     * @param form    the fields of the form
     * @param headers the headers to send
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

    /** Forgets the page's token, since a foreign page has none. */
    public void forgetToken() {
        token = "";
    }

    /**
     * Sends a request.
     *
     * @param method  the HTTP method
     * @param path    the address
     * @param body    the body, or null
     * @param headers the headers besides the cookies
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
