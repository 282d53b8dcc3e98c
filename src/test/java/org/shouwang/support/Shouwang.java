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

/** The product as its users reach it: over HTTP, each with a login of their own. */
public class Shouwang {

    /** The password of all demo users. */
    public static final String PASSWORD = "Shouwang-2026";
    /** The code of a village of 禹州市. */
    public static final String VILLAGE = "411081101201";
    /** The code of the township of {@link #VILLAGE}. */
    public static final String TOWNSHIP = "411081101";
    /** The code of the county of {@link #VILLAGE}. */
    public static final String COUNTY = "411081";

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final IntSupplier port;
    private final ObjectMapper json;
    private final JdbcClient database;

    /**
     * @param port     returns the port at which the product listens
     * @param json     writes and reads JSON as the product does
     * @param database the product's database, from which flows read what the next task is
     */
    public Shouwang(IntSupplier port, ObjectMapper json, JdbcClient database) {
        this.port = port;
        this.json = json;
        this.database = database;
    }

    /**
     * Returns the keys of a case's open tasks, oldest first, no matter who has to do them. They are read from the engine's
     * table, since a flow asks for them before each step.
     */
    public List<String> openTasks(String caseNo) {
        return openTasks("t.task_def_key_", caseNo, null);
    }

    private List<String> openTasks(String column, String caseNo, String taskKey) {
        return database.sql("select " + column + " from public.act_ru_task t join public.act_ru_execution e on e.id_ = t.proc_inst_id_ "
                        + "where e.business_key_ = :case and (:key::text is null or t.task_def_key_ = :key) order by t.create_time_")
                .param("case", caseNo).param("key", taskKey, Types.VARCHAR).query(String.class).list();
    }

    /** Returns a session of a demo user. */
    public Session as(String user) {
        return new Session(user, PASSWORD);
    }

    /** Returns a session of the user of {@link #VILLAGE}. */
    public Session village() {
        return as("village" + VILLAGE);
    }

    /** Returns a session of the user of {@link #TOWNSHIP}. */
    public Session township() {
        return as("township" + TOWNSHIP);
    }

    /** Returns a session of the department of {@link #COUNTY}. */
    public Session county() {
        return as("county" + COUNTY);
    }

    /** Returns a session of the leading group of {@link #COUNTY}. */
    public Session leader() {
        return as("leader" + COUNTY);
    }

    /** Returns a session of another system. */
    public Session partner() {
        return as("partner");
    }

    /** Returns a session of somebody who has not signed in. */
    public Session nobody() {
        return new Session(null, null);
    }

    /**
     * Lets another system register a clue about a new household.
     *
     * @param head the head of the household
     * @param day  the day on which the clue was found
     * @return the case
     */
    public CaseFlow newCase(Person head, String day) {
        return newCase(partner(), head, day);
    }

    /**
     * Registers a clue about a new household.
     *
     * @param by   the user who registers it
     * @param head the head of the household
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

    /** Returns variables in the form of the engine's REST interface, which takes lists as Json. */
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

    /** Returns a value as JSON. */
    public String write(Object value) {
        try {
            // All characters beyond ASCII are escaped, so that halves of surrogate pairs arrive as they are.
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

    /** The product as one user reaches it. */
    public final class Session {

        private final String user;
        private final String password;

        private Session(String user, String password) {
            this.user = user;
            this.password = password;
        }

        /** Returns a session of the same user with another password. */
        public Session withPassword(String wrong) {
            return new Session(user, wrong);
        }

        /** Requests an address. */
        public Answer get(String path) {
            return send("GET", path, null, Map.of());
        }

        /** Posts a value as JSON. */
        public Answer post(String path, Object body) {
            return send("POST", path, write(body), Map.of("Content-Type", "application/json"));
        }

        /** Puts a value as JSON. */
        public Answer put(String path, Object body) {
            return send("PUT", path, write(body), Map.of("Content-Type", "application/json"));
        }

        /**
         * Sends a form.
         *
         * @param path   the address of the form
         * @param fields the values by the name of their field
         */
        public Answer postForm(String path, Map<String, String> fields) {
            String body = withPass(path, fields).entrySet().stream().map(field -> field.getKey() + "="
                    + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
            return sendForm(path, body);
        }

        /**
         * Sends a form of a page.
         *
         * @param path   the address of the form
         * @param fields the fields as a browser writes them; a field may come more than once
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

        /** Returns a one-time token for a form, as this user's pages contain it. */
        public String pass() {
            String page = send("GET", "/password", null, Map.of("Accept", "text/html")).text();
            return page.contains("name=\"_once\"") ? page.replaceAll("(?s).*name=\"_once\" value=\"([^\"]+)\".*", "$1") : "";
        }

        /**
         * Sends a request.
         *
         * @param method  the HTTP method
         * @param path    the address
         * @param body    the body as it is sent, or null
         * @param headers the headers besides the login
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
         * Uploads a file with fields.
         *
         * @param path   the address
         * @param name   the name of the file
         * @param file   the content of the file
         * @param fields the values by the name of their field
         */
        public Answer upload(String path, String name, byte[] file, Map<String, String> fields) {
            return upload(path, name, file, fields, Map.of());
        }

        /**
         * Uploads a file with fields.
         *
         * @param path    the address
         * @param name    the name of the file
         * @param file    the content of the file
         * @param fields  the values by the name of their field
         * @param headers the headers besides the login
         */
        public Answer upload(String path, String name, byte[] file, Map<String, String> fields, Map<String, String> headers) {
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
            headers.forEach(request::header);
            HttpResponse<String> response = answer(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), read(response.body()), response.body(),
                    response.headers().firstValue("Location").orElse(null), response.headers().firstValue("Retry-After").orElse(null));
        }

        /**
         * Uploads a file.
         *
         * @param path  the address
         * @param field the name of the file's field
         * @param name  the name of the file
         * @param file  the content of the file
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

        /** Downloads a file. */
        public HttpResponse<byte[]> download(String path) {
            return answer(request(path), HttpResponse.BodyHandlers.ofByteArray());
        }

        /** Posts a value as JSON and downloads the file that is the answer. */
        public byte[] downloadByPost(String path, Object body) {
            return answer(request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(write(body))),
                    HttpResponse.BodyHandlers.ofByteArray()).body();
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

        /** Registers a clue under {@code /api/clues}. */
        public Answer startClue(Map<String, ?> clue) {
            return post("/api/clues", clue);
        }

        /** Registers a clue at the engine's own REST interface. */
        public Answer startInEngine(Map<String, ?> clue) {
            return post("/engine-rest/process-definition/key/monitoring-identification/start", variables(clue));
        }

        /** Returns the keys of a case's open tasks that this user sees. */
        public List<String> tasks(String caseNo) {
            return get("/engine-rest/task?sortBy=created&sortOrder=asc&processInstanceBusinessKey=" + caseNo).body()
                    .findValuesAsText("taskDefinitionKey");
        }

        /** Returns the engine's ids of a case's open tasks with a key that this user sees, oldest first. */
        public List<String> taskIds(String caseNo, String taskKey) {
            return get("/engine-rest/task?sortBy=created&sortOrder=asc&taskDefinitionKey=" + taskKey
                    + "&processInstanceBusinessKey=" + caseNo).body().findValuesAsText("id");
        }

        /** Returns the engine's id of the first open task of a case with a key that this user sees. */
        public String taskId(String caseNo, String taskKey) {
            List<String> ids = taskIds(caseNo, taskKey);
            if (ids.isEmpty()) {
                throw new AssertionError(user + " has no " + taskKey + " in " + caseNo + " but " + tasks(caseNo));
            }
            return ids.get(0);
        }

        /** Submits the form of a case's task ({@code submit-form}). */
        public Answer submit(String caseNo, String taskKey, Map<String, ?> values) {
            List<String> ids = openTasks("t.id_", caseNo, taskKey);
            return submitTask(ids.size() == 1 ? ids.get(0) : taskId(caseNo, taskKey), values);
        }

        /**
         * Submits the form of a task ({@code submit-form}).
         *
         * @param taskId the engine's id of the task
         * @param values the values by field
         */
        public Answer submitTask(String taskId, Map<String, ?> values) {
            return post("/engine-rest/task/" + taskId + "/submit-form", variables(values));
        }

        /**
         * Completes a task without its form ({@code complete}).
         *
         * @param taskId the engine's id of the task
         * @param values the values by field
         */
        public Answer completeTask(String taskId, Map<String, ?> values) {
            return post("/engine-rest/task/" + taskId + "/complete", variables(values));
        }

        /** Returns the form of a case's task as this user sees it. */
        public Form form(String caseNo, String taskKey) {
            return new Form(get("/engine-rest/task/" + taskId(caseNo, taskKey) + "/form-variables").body());
        }

        /** Requests the view of a case. */
        public Answer view(String caseNo) {
            return get("/api/cases/" + caseNo);
        }

        /** Withdraws a case. */
        public Answer withdraw(String caseNo, String reason) {
            return post("/api/cases/" + caseNo + "/withdrawal", Map.of("reason", reason));
        }

        /** Hands in an objection to a notice. */
        public Answer object(String noticeNo, String statement) {
            return post("/api/notices/" + noticeNo + "/objections", Map.of("statement", statement));
        }

        /** Hands in an objection to one household of a notice. */
        public Answer object(String noticeNo, String caseNo, String statement) {
            return post("/api/notices/" + noticeNo + "/objections", Map.of("caseNo", caseNo, "statement", statement));
        }
    }

    /** The values that the form of a task shows. */
    public final class Form {

        private final JsonNode variables;

        private Form(JsonNode variables) {
            this.variables = variables;
        }

        /** Returns the text of a field; null if the field is empty. */
        public String text(String key) {
            JsonNode value = variables.path(key).path("value");
            return value.isMissingNode() || value.isNull() ? null : value.asText();
        }

        /** Returns the value of a field as the engine has it; a missing node if the form does not show the field. */
        public JsonNode value(String key) {
            return variables.path(key).path("value");
        }

        /** Returns the rows of a list or table. */
        public JsonNode rows(String key) {
            return read(text(key));
        }
    }
}
