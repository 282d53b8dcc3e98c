package org.shouwang.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser: keeps cookies, sends forms with the token of the page they stand on, follows nothing by itself. */
public final class BrowserSession {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
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
        Page page = send(request(path).GET());
        Matcher matcher = TOKEN.matcher(page.text());
        if (matcher.find()) {
            token = matcher.group(1);
        }
        return page;
    }

    /**
     * @param path an address
     * @param form what is filled in; the token of the last page is added
     * @return the answer
     */
    public Page post(String path, Map<String, String> form) {
        return post(path, form, Map.of("Accept", "text/html"));
    }

    /**
     * @param path    an address
     * @param form    what is filled in; the token of the last page is added
     * @param headers headers to send
     * @return the answer
     */
    public Page post(String path, Map<String, String> form, Map<String, String> headers) {
        String body = form.entrySet().stream().map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&", "", "&_csrf=" + encoded(token)));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Forgets the page's token, as a foreign page has none. */
    public void forgetToken() {
        token = "";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "text/html");
    }

    private Page send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            String location = response.headers().firstValue("Location").orElse("").replace(address, "");
            return new Page(response.statusCode(), location, response.body(), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
