package org.shouwang.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/** Posts JSON to other systems: only to addresses that are allowed, within a time limit, and without following redirects. */
@Component
public class HttpPosts {

    /** The most bytes of an answer that are read; the rest might never end. */
    private static final int MOST = 4096;

    private final WebhookTargets targets;
    private final WebhookProperties properties;
    private final HttpClient client;

    HttpPosts(WebhookTargets targets, WebhookProperties properties) {
        this.targets = targets;
        this.properties = properties;
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(properties.connectTimeout()).build();
    }

    /**
     * An answer.
     *
     * @param status the status code
     * @param body   what was read of the body
     */
    public record Answered(int status, String body) {
    }

    /**
     * Checks an address; see {@link WebhookProperties#internalNetworks()}.
     *
     * @param url an address; any text that somebody typed is allowed
     * @throws org.shouwang.shared.InvalidInputException if nothing may be sent there; the field is {@code url}
     */
    public void check(String url) {
        targets.check(url);
    }

    /**
     * Posts a text and waits for the status of the answer, whose body is not read.
     *
     * @param url     the address
     * @param json    the text
     * @param headers further headers
     * @return the status code
     * @throws org.shouwang.shared.InvalidInputException if nothing may be sent there
     * @throws IOException                               if there was no answer in time
     * @throws InterruptedException                      if the program is stopping
     */
    public int send(String url, String json, Map<String, String> headers) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(url, json, headers), HttpResponse.BodyHandlers.ofInputStream());
        // Reading the body might never end.
        response.body().close();
        return response.statusCode();
    }

    /**
     * Posts a text and reads the answer.
     *
     * @param url  the address
     * @param json the text
     * @return the answer, whatever its status
     * @throws org.shouwang.shared.InvalidInputException if nothing may be sent there
     * @throws IOException                               if there was no whole answer in time
     * @throws InterruptedException                      if the program is stopping
     */
    public Answered ask(String url, String json) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request(url, json, Map.of()), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            byte[] read = CompletableFuture.supplyAsync(() -> read(body)).get(properties.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answered(response.statusCode(), new String(read, StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("The answer did not end");
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    private static byte[] read(InputStream body) {
        try {
            return body.readNBytes(MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest request(String url, String json, Map<String, String> headers) {
        URI target = targets.check(url);
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(properties.answerTimeout())
                .header("Content-Type", "application/json").header("User-Agent", "Shouwang");
        headers.forEach(request::header);
        return request.POST(HttpRequest.BodyPublishers.ofString(json)).build();
    }
}
