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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without scripts: keeps cookies, follows no redirects, and lets a test see and change what it would send. */
public final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /**
     * @param port the product's port on this machine
     */
    public Visitor(int port) {
        base = "http://localhost:" + port;
    }

    /**
     * What came back.
     *
     * @param status   the status
     * @param location where it sends the browser, or an empty text
     * @param text     the body
     */
    public record Page(int status, String location, String text) {

        /** @return the token of the page's first form */
        public String token() {
            Matcher token = TOKEN.matcher(text);
            return token.find() ? token.group(1) : null;
        }
    }

    /** @return the cookies by name; can be changed */
    public Map<String, String> cookies() {
        return cookies;
    }

    /**
     * @param user     a user's name
     * @param password what is typed as the password
     * @return what the login page's form leads to
     */
    public Page signIn(String user, String password) {
        return submit("/login", Map.of("username", user, "password", password, "_csrf", get("/login").token()));
    }

    /**
     * @param path an address
     * @return the page
     */
    public Page get(String path) {
        return send("GET", path, null, Map.of());
    }

    /**
     * @param path   an address
     * @param fields a form's fields
     * @return the answer
     */
    public Page submit(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, body, Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    /**
     * @param method  a method
     * @param path    an address
     * @param body    a body, or null
     * @param headers headers besides the cookies
     * @return the answer
     */
    public Page send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        request.setHeader("Accept", "text/html,*/*");
        headers.forEach(request::setHeader);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Page(response.statusCode(), response.headers().firstValue("Location").orElse(""), response.body());
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
