package org.shouwang.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.shouwang.support.TestPeople.Person;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The product as its users reach it: over HTTP, each with a login. */
public class Shouwang {

    /** The password of all demo users. */
    public static final String PASSWORD = "Shouwang-2026";
    /** A village of 禹州市, its township and its county. */
    public static final String VILLAGE = "411081101201";
    /** The township of {@link #VILLAGE}. */
    public static final String TOWNSHIP = "411081101";
    /** The county of {@link #VILLAGE}. */
    public static final String COUNTY = "411081";

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final IntSupplier port;
    private final ObjectMapper json;
    private final JdbcClient database;

    Shouwang(IntSupplier port, ObjectMapper json, JdbcClient database) {
        this.port = port;
        this.json = json;
        this.database = database;
    }

    /**
     * @param caseNo a case
     * @return the keys of its open tasks, whoever has to do them, oldest first; read from the engine's table, since a walk
     *     asks for them before each of its steps
     */
    public List<String> openTasks(String caseNo) {
        return openTasks("t.task_def_key_", caseNo, null);
    }

    private List<String> openTasks(String column, String caseNo, String taskKey) {
        return database.sql("select " + column + " from public.act_ru_task t join public.act_ru_execution e on e.id_ = t.proc_inst_id_ "
                        + "where e.business_key_ = :case and (:key::text is null or t.task_def_key_ = :key) order by t.create_time_")
                .param("case", caseNo).param("key", taskKey, Types.VARCHAR).query(String.class).list();
    }

    /**
     * @param user a demo user
     * @return the product as this user sees it
     */
    public Session as(String user) {
        return new Session(user, PASSWORD);
    }

    /** @return as the user of {@link #VILLAGE} */
    public Session village() {
        return as("village" + VILLAGE);
    }

    /** @return as the user of {@link #TOWNSHIP} */
    public Session township() {
        return as("township" + TOWNSHIP);
    }

    /** @return as the department of {@link #COUNTY} */
    public Session county() {
        return as("county" + COUNTY);
    }

    /** @return as the leading group of {@link #COUNTY} */
    public Session leader() {
        return as("leader" + COUNTY);
    }

    /** @return as another system */
    public Session partner() {
        return as("partner");
    }

    /** @return as somebody who has not signed in */
    public Session nobody() {
        return new Session(null, null);
    }

    /**
     * Registers a clue of a new household, found today.
     *
     * @param head the household's head
     * @param day  the day on which the clue was found
     * @return the case
     */
    public CaseFlow newCase(Person head, String day) {
        return newCase(partner(), head, day);
    }

    /**
     * Registers a clue of a new household, found today.
     *
     * @param by   who registers it
     * @param head the household's head
     * @param day  the day on which the clue was found
     * @return the case
     */
    public CaseFlow newCase(Session by, Person head, String day) {
        Answer started = by.startClue(Payloads.clue(head, day));
        if (started.status() != 201) {
            throw new AssertionError(started);
        }
        return new CaseFlow(this, started.get("caseNo"), head, day);
    }

    /**
     * @param variables values by key
     * @return the same as the engine's REST door takes it; lists travel as Json
     */
    public Map<String, Object> variables(Map<String, ?> variables) {
        Map<String, Object> typed = new LinkedHashMap<>();
        variables.forEach((key, value) -> {
            Map<String, Object> variable = new LinkedHashMap<>();
            if (value instanceof List<?>) {
                variable.put("value", write(value));
                variable.put("type", "Json");
            } else {
                variable.put("value", value);
            }
            typed.put(key, variable);
        });
        return Map.of("variables", typed);
    }

    /**
     * @param value anything
     * @return it as JSON
     */
    public String write(Object value) {
        try {
            // Escaped, so that halves of characters arrive as such.
            return json.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode read(String text) {
        try {
            return text.isBlank() ? json.createObjectNode() : json.readTree(text);
        } catch (JsonProcessingException e) {
            return new TextNode(text);
        }
    }

    /** The product as one user sees it. */
    public final class Session {

        private final String user;
        private final String password;

        private Session(String user, String password) {
            this.user = user;
            this.password = password;
        }

        /**
         * @param wrong another password
         * @return the same user with that password
         */
        public Session withPassword(String wrong) {
            return new Session(user, wrong);
        }

        /**
         * @param path an address
         * @return what is there
         */
        public Answer get(String path) {
            return send("GET", path, null, Map.of());
        }

        /**
         * @param path an address
         * @param body what is sent as JSON
         * @return the answer
         */
        public Answer post(String path, Object body) {
            return send("POST", path, write(body), Map.of("Content-Type", "application/json"));
        }

        /**
         * @param path an address
         * @param body what is sent as JSON in place of what is there
         * @return the answer
         */
        public Answer put(String path, Object body) {
            return send("PUT", path, write(body), Map.of("Content-Type", "application/json"));
        }

        /**
         * @param path   the address of a form
         * @param fields what is filled in
         * @return the answer
         */
        public Answer postForm(String path, Map<String, String> fields) {
            String body = withPass(path, fields).entrySet().stream().map(field -> field.getKey() + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
            return sendForm(path, body);
        }

        /**
         * @param path   the address of a form of the pages
         * @param fields what is filled in, as a browser writes it; a field may come more than once
         * @return the answer
         */
        public Answer postForm(String path, String fields) {
            return sendForm(path, fields + "&_once=" + pass());
        }

        private Answer sendForm(String path, String body) {
            return send("POST", path, body, Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html"));
        }

        private Map<String, String> withPass(String path, Map<String, String> fields) {
            Map<String, String> all = new LinkedHashMap<>(fields);
            if (!path.startsWith("/api") && !path.startsWith("/engine-rest") && !fields.containsKey("_once")) {
                all.put("_once", pass());
            }
            return all;
        }

        /** @return a one-time token for a form of the pages, as this user's pages hold them */
        public String pass() {
            String page = send("GET", "/password", null, Map.of("Accept", "text/html")).text();
            return page.contains("name=\"_once\"") ? page.replaceAll("(?s).*name=\"_once\" value=\"([^\"]+)\".*", "$1") : "";
        }

        /**
         * @param method  a method
         * @param path    an address
         * @param body    a body as it is sent, or null
         * @param headers headers besides the login
         * @return the answer
         */
        public Answer send(String method, String path, String body, Map<String, String> headers) {
            HttpRequest.Builder request = request(path)
                    .method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
            headers.forEach(request::header);
            HttpResponse<String> response = answer(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), read(response.body()), response.body(),
                    response.headers().firstValue("Location").orElse(null), response.headers().firstValue("Retry-After").orElse(null));
        }

        /**
         * @param path   an address that takes files
         * @param name   the file's name
         * @param file   the file
         * @param fields what is sent with it
         * @return the answer
         */
        public Answer upload(String path, String name, byte[] file, Map<String, String> fields) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            withPass(path, fields).forEach((key, value) -> body.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"" + key
                    + "\"\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8)));
            body.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(file);
            body.writeBytes("\r\n--part--\r\n".getBytes(StandardCharsets.UTF_8));
            HttpRequest.Builder request = request(path).header("Content-Type", "multipart/form-data; boundary=part")
                    .header("Accept", path.startsWith("/api") ? "application/json" : "text/html")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
            HttpResponse<String> response = answer(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), read(response.body()), response.body(),
                    response.headers().firstValue("Location").orElse(null), response.headers().firstValue("Retry-After").orElse(null));
        }

        /**
         * @param path  an address that takes files
         * @param field the name of the file's field
         * @param name  the file's name
         * @param file  the file
         * @return the answer
         */
        public Answer upload(String path, String field, String name, byte[] file) {
            String boundary = "----shouwang";
            byte[] head = ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                    + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").getBytes(StandardCharsets.UTF_8);
            byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
            HttpResponse<String> response = answer(request(path).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                    .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, file, tail))),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), read(response.body()), response.body(),
                    response.headers().firstValue("Location").orElse(null), response.headers().firstValue("Retry-After").orElse(null));
        }

        /**
         * @param path the address of a file
         * @return the answer
         */
        public HttpResponse<byte[]> download(String path) {
            return answer(request(path), HttpResponse.BodyHandlers.ofByteArray());
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port.getAsInt() + path))
                    .timeout(Duration.ofSeconds(60));
            if (user != null) {
                request.header("Authorization", "Basic " + Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
            }
            return request;
        }

        private <T> HttpResponse<T> answer(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
            try {
                return client.send(request.build(), body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /**
         * @param clue fields of a clue
         * @return the answer of {@code /api/clues}
         */
        public Answer startClue(Map<String, ?> clue) {
            return post("/api/clues", clue);
        }

        /**
         * @param clue fields of a clue
         * @return the answer of the engine's own door
         */
        public Answer startInEngine(Map<String, ?> clue) {
            return post("/engine-rest/process-definition/key/monitoring-identification/start", variables(clue));
        }

        /**
         * @param caseNo a case
         * @return the keys of the tasks of it that this user sees
         */
        public List<String> tasks(String caseNo) {
            return get("/engine-rest/task?sortBy=created&sortOrder=asc&processInstanceBusinessKey=" + caseNo).body()
                    .findValuesAsText("taskDefinitionKey");
        }

        /**
         * @param caseNo  a case
         * @param taskKey the key of a task of it
         * @return the engine's ids of such tasks that this user sees, oldest first
         */
        public List<String> taskIds(String caseNo, String taskKey) {
            return get("/engine-rest/task?sortBy=created&sortOrder=asc&taskDefinitionKey=" + taskKey
                    + "&processInstanceBusinessKey=" + caseNo).body().findValuesAsText("id");
        }

        /**
         * @param caseNo  a case
         * @param taskKey the key of a task of it
         * @return the engine's id of the one such task
         */
        public String taskId(String caseNo, String taskKey) {
            List<String> ids = taskIds(caseNo, taskKey);
            if (ids.isEmpty()) {
                throw new AssertionError(user + " has no " + taskKey + " in " + caseNo + " but " + tasks(caseNo));
            }
            return ids.get(0);
        }

        /**
         * @param caseNo  a case
         * @param taskKey the key of a task of it
         * @param values  what is filled in
         * @return the answer of {@code submit-form}
         */
        public Answer submit(String caseNo, String taskKey, Map<String, ?> values) {
            List<String> ids = openTasks("t.id_", caseNo, taskKey);
            return submitTask(ids.size() == 1 ? ids.get(0) : taskId(caseNo, taskKey), values);
        }

        /**
         * @param taskId the engine's id of a task
         * @param values what is filled in
         * @return the answer of {@code submit-form}
         */
        public Answer submitTask(String taskId, Map<String, ?> values) {
            return post("/engine-rest/task/" + taskId + "/submit-form", variables(values));
        }

        /**
         * @param taskId the engine's id of a task
         * @param values what is filled in
         * @return the answer of {@code complete}
         */
        public Answer completeTask(String taskId, Map<String, ?> values) {
            return post("/engine-rest/task/" + taskId + "/complete", variables(values));
        }

        /**
         * @param caseNo  a case
         * @param taskKey the key of a task of it
         * @return what its form shows, by key
         */
        public Form form(String caseNo, String taskKey) {
            return new Form(get("/engine-rest/task/" + taskId(caseNo, taskKey) + "/form-variables").body());
        }

        /**
         * @param caseNo a case
         * @return what is shown of it
         */
        public Answer view(String caseNo) {
            return get("/api/cases/" + caseNo);
        }

        /**
         * @param caseNo a case
         * @param reason why it is withdrawn
         * @return the answer
         */
        public Answer withdraw(String caseNo, String reason) {
            return post("/api/cases/" + caseNo + "/withdrawal", Map.of("reason", reason));
        }

        /**
         * @param noticeNo  a notice
         * @param statement what is objected
         * @return the answer
         */
        public Answer object(String noticeNo, String statement) {
            return post("/api/notices/" + noticeNo + "/objections", Map.of("statement", statement));
        }
    }

    /** What the form of a task shows. */
    public final class Form {

        private final JsonNode variables;

        private Form(JsonNode variables) {
            this.variables = variables;
        }

        /**
         * @param key a field
         * @return its text, null where it is empty
         */
        public String text(String key) {
            JsonNode value = variables.path(key).path("value");
            return value.isMissingNode() || value.isNull() ? null : value.asText();
        }

        /**
         * @param key a list or table
         * @return its rows
         */
        public JsonNode rows(String key) {
            return read(text(key));
        }
    }
}
