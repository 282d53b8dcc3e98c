package org.shouwang.engine.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.shouwang.engine.Deployments;
import org.shouwang.engine.ProcessDoor;
import org.shouwang.engine.EngineProperties;
import org.shouwang.engine.EngineTasks;
import org.shouwang.security.Act;
import org.shouwang.security.Acts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Role;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.IdNumber;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.JsonNumbers;
import org.shouwang.shared.PlainAddressFilter;
import org.shouwang.shared.Texts;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Guards the engine's two REST interfaces, {@code /engine-rest} and the webapps' {@code /camunda/api}. Staff and other systems
 * reach only the addresses of a list, nobody may send expressions, and a list without a limit gets a page. A request that may
 * change something is recorded before the engine gets it, and administrators change running instances only if an operator has
 * allowed it ({@link EngineProperties}).
 */
class EngineDoorFilter extends OncePerRequestFilter {

    /** The number of items in an answer to a request for a list without a limit. */
    static final int PAGE_SIZE = 200;
    /** The most bytes of a body; no submission of the product is larger. */
    private static final int MAX_BODY = 1_000_000;

    private static final Pattern DOOR = Pattern.compile(
            "/engine-rest(?:/engine/default)?|/camunda/api/engine/engine/default|/camunda/api/(?=admin|cockpit|tasklist|welcome)");
    /** The address at which the webapps ask for the engines. */
    private static final String ENGINES = "/camunda/api/engine/engine/";
    private static final String NO_EXPRESSIONS = "查询中不能使用表达式";
    private static final String NO_ADDRESS = "没有这个地址";
    private static final String NO_VARIABLES = "请求正文须为 JSON 对象，“variables”中每个变量形如 {\"value\": …}";
    private static final Pattern SUBMISSION = Pattern.compile(
            "/task/[^/]+/(complete|submit-form)|/process-definition(/key)?/[^/]+(/tenant-id/[^/]+)?/(start|submit-form)");
    private static final Pattern TASK = Pattern.compile("/task/([^/]+)(?:/.*)?");
    private static final String ID = "/[^/]+";
    private static final String PROCESS = "/process-definition(/key)?" + ID;

    private static final List<Rule> STAFF = List.of(
            new Rule("GET", "/engine|/version|/engine/default/version"),
            new Rule("GET", "/process-definition(/count)?"),
            new Rule("GET", "/process-definition(/key)?/(?!statistics$)[^/]+(/(xml|diagram|startForm|deployed-start-form|form-variables|rendered-form))?"),
            new Rule("POST", PROCESS + "/(start|submit-form)"),
            new Rule("GET|POST", "/task(/count)?"),
            new Rule("GET", "/task" + ID + "(/(form|deployed-form|form-variables|rendered-form|variables|localVariables"
                    + "|identity-links|comment|attachment))?"),
            new Rule("POST", "/task" + ID + "/(claim|unclaim|assignee|complete|submit-form)"),
            new Rule("GET", "/filter(/count)?"),
            new Rule("GET", "/filter" + ID),
            new Rule("GET|POST", "/filter" + ID + "/(list|singleResult|count)"),
            new Rule("GET", "/user" + ID + "/profile"),
            new Rule("GET", "/identity/(groups|password-policy)"),
            new Rule("GET|POST", "/group(/count)?"),
            new Rule("GET", "/authorization/check"),
            new Rule("GET", "/case-definition(/count)?"),
            new Rule("GET", "/history/(user-operation|task)(/count)?"),
            new Rule("OPTIONS", "/filter(" + ID + ")?"),
            new Rule("GET", "(/|)admin/auth/user/default"),
            new Rule("GET|POST", "(/|)(tasklist|welcome)/.*"));
    private static final List<Rule> PARTNERS = List.of(
            new Rule("GET", "/engine|/version"),
            new Rule("GET", PROCESS),
            new Rule("POST", PROCESS + "/(start|submit-form)"));
    /** The changes that administrators may make even while repairs are off, besides those to accounts and rights. */
    private static final List<Rule> ADMINISTRATORS = List.of(
            new Rule("POST", "/filter/create"), new Rule("PUT|DELETE", "/filter" + ID),
            new Rule("PUT", "/(job|job-definition)" + ID + "/retries"),
            new Rule("POST", "/job/retries|/process-instance/job-retries(-historic-query-based)?"));
    /** The addresses of retries. A retry must not set another time, which would be a repair. */
    private static final Pattern RETRIES = Pattern.compile("/.+/(job-)?retries(-historic-query-based)?");
    /** The address of a request that another thread answers later. */
    private static final String LONG_POLL = "/external-task/fetchAndLock";
    private static final String DUE_DATE = "dueDate";
    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");
    /** The addresses to which requests are sent by POST that change nothing. */
    private static final Pattern QUESTION = Pattern.compile("/(task|process-instance|execution|job|job-definition|external-task"
            + "|group|user|tenant|variable-instance|case-instance|case-execution|incident|schema/log)(/count)?"
            + "|/history/(?!cleanup)[a-z-]+(/count)?|/filter/[^/]+/(list|singleResult|count)|/identity/(verify|password-policy)"
            + "|(/|)(admin|cockpit|tasklist|welcome)/plugin/.*");
    /** The addresses by which staff may ask only about themselves, with the parameter that names the user. */
    private static final Map<Pattern, String> ABOUT_ONESELF = Map.of(
            Pattern.compile("/identity/groups"), "userId", Pattern.compile("/group(/count)?"), "member");
    private static final String NOT_ALLOWED = "您没有调用此接口的权限";

    /**
     * The addresses that are closed to everybody: the engine's own sign-in and its creation of a first administrator, and
     * cases of CMMN, for which there are no tables.
     */
    private static final Pattern NOBODY = Pattern.compile("(/|)admin/(setup/.*|auth/user/[^/]+/login/.*)"
            + "|/(history/)?case-(instance|execution|activity-instance)(/.*)?|/history/case-definition/.*");
    /** The addresses that evade a task's own form; they are closed to administrators as well as to staff. */
    private static final Pattern ROUND_THE_FORM =
            Pattern.compile("/task/[^/]+/(delegate|resolve|bpmnError|bpmnEscalation)");

    /**
     * The addresses of claims. The county's department may give back tasks that it does not see;
     * {@link org.shouwang.engine.TaskClaims} decides about that.
     */
    private static final Pattern CLAIMS = Pattern.compile("/task/[^/]+/(claim|unclaim|assignee)");

    /** The addresses at which Tasklist asks what can be started. */
    private static final Pattern STARTABLE = Pattern.compile("/process-definition(/count)?");
    private static final Pattern VARIABLE = Pattern.compile("^variables\\.([^.]+)\\.value$");
    private static final int FIRST_REFUSAL = 400;
    private static final String DONE = "DONE";
    private static final String AUTHORIZATION = "/authorization/";
    /**
     * The changes that an administrator makes to accounts and rights. Changes to accounts are recorded where the engine makes
     * them.
     */
    private static final Rule PERMISSIONS = new Rule("POST|PUT|DELETE", "/(user|group|tenant|authorization)/.+");

    private final EngineTasks tasks;
    private final Deployments deployments;
    private final ProcessDoor door;
    private final CurrentUsers users;
    private final Acts acts;
    private final ObjectMapper json;
    private final EngineProperties properties;

    EngineDoorFilter(EngineTasks tasks, Deployments deployments, ProcessDoor door, CurrentUsers users, Acts acts, ObjectMapper json, EngineProperties properties) {
        this.tasks = tasks;
        this.deployments = deployments;
        this.door = door;
        this.users = users;
        this.acts = acts;
        this.json = json;
        this.properties = properties;
    }

    private record Rule(Pattern methods, Pattern path) {

        Rule(String methods, String path) {
            this(Pattern.compile(methods), Pattern.compile(path));
        }

        boolean allows(String method, String path) {
            return methods.matcher(method).matches() && this.path.matcher(path).matches();
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String uri = request.getRequestURI();
        Matcher door = DOOR.matcher(uri);
        CurrentUser user = users.find().orElse(null);
        if (user == null || uri.equals(ENGINES) && "GET".equals(request.getMethod())) {
            chain.doFilter(request, response);
            return;
        }
        // The address is checked again here, after every filter that could have changed it.
        if (!PlainAddressFilter.isPlain(request) || !door.lookingAt()) {
            refuse(response, 404, NO_ADDRESS);
            return;
        }
        String path = uri.substring(door.end());
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (NOBODY.matcher(path).matches()) {
            refuse(response, 404, NO_ADDRESS);
            return;
        }
        String method = request.getMethod();
        if (!isChange(method, path)) {
            pass(user, path, request, response, chain);
            return;
        }
        // Identity numbers are hidden, since the record must not hold them even if an address does.
        String subject = IdNumber.hiddenIn(path);
        Act.Kind kind = PERMISSIONS.allows(method, path) ? Act.Kind.PERMISSION_CHANGE : Act.Kind.ENGINE_CHANGE;
        acts.add(kind, user.id(), subject, Act.REQUESTED, method);
        int status = 500;
        String result = "";
        try {
            result = pass(user, path, request, response, chain);
            status = response.getStatus();
        } finally {
            if (status >= FIRST_REFUSAL) {
                acts.add(kind, user.id(), subject, Act.REFUSED, method + " " + status);
            } else if (path.startsWith(AUTHORIZATION)) {
                acts.add(kind, user.id(), subject, DONE, method + " " + result);
            } else if (kind == Act.Kind.ENGINE_CHANGE && !SUBMISSION.matcher(path).matches()) {
                acts.add(kind, user.id(), subject, DONE, method + " " + status);
            }
        }
    }

    /** Passes an allowed request on, and refuses any other; returns the body that was passed on. */
    private String pass(CurrentUser user, String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String refusal = refusal(user, request.getMethod(), path);
        if (refusal != null) {
            refuse(response, 403, refusal);
            return "";
        }
        if (request.getContentLengthLong() > MAX_BODY) {
            refuse(response, 413, "提交的内容过大");
            return "";
        }
        BufferedRequest buffered = new BufferedRequest(request, MAX_BODY, added(user, path, request));
        if (buffered.isTooLarge()) {
            refuse(response, 413, "提交的内容过大");
            return "";
        }
        try {
            String wrong = wrongContent(buffered, path);
            if (wrong != null) {
                refuse(response, 400, wrong);
                return "";
            }
        } catch (InvalidInputException e) {
            refuse(response, e);
            return "";
        }
        if (!user.is(Role.ADMIN) && !isAboutOneself(user, path, buffered)) {
            refuse(response, 403, NOT_ALLOWED);
            return "";
        }
        if (!properties.repairs() && RETRIES.matcher(path).matches() && !values(buffered, DUE_DATE).isEmpty()) {
            refuse(response, 403, EngineProperties.REPAIRS_ARE_OFF);
            return "";
        }
        String taskId = taskId(request.getMethod(), path);
        if (taskId != null && !CLAIMS.matcher(path).matches() && !tasks.isVisible(taskId)) {
            refuse(response, 404, "没有这项待办，或者它已经办结");
            return "";
        }
        if (path.equals(LONG_POLL)) {
            chain.doFilter(buffered, response);
        } else {
            passCorrected(path, buffered, response, chain);
        }
        return new String(buffered.body(), StandardCharsets.UTF_8);
    }

    /**
     * Passes a request on and corrects the engine's answer. A request that the engine cannot read is the sender's fault; an
     * error in the product's own steps after a submission is not.
     */
    private void passCorrected(String path, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        EngineFaults.Told told = EngineFaults.isRefusal(answer.getStatus()) ? EngineFaults.toldInstead(json, answer.getStatus(),
                new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8), SUBMISSION.matcher(path).matches()) : null;
        if (told != null) {
            answer.resetBuffer();
            refuse(answer, told.status(), told.message());
        }
        answer.copyBodyToResponse();
    }

    private static boolean isChange(String method, String path) {
        return !READING.contains(method) && !("POST".equals(method) && QUESTION.matcher(path).matches());
    }

    /** Returns the message why an address is closed to the user, or null if it is open. */
    private String refusal(CurrentUser user, String method, String path) {
        if (ROUND_THE_FORM.matcher(path).matches()) {
            return NOT_ALLOWED;
        }
        if (user.is(Role.ADMIN)) {
            boolean open = !isChange(method, path) || properties.repairs() || PERMISSIONS.allows(method, path)
                    || isIn(ADMINISTRATORS, method, path) || isIn(STAFF, method, path);
            return open ? null : EngineProperties.REPAIRS_ARE_OFF;
        }
        boolean staff = user.posts().stream().anyMatch(post -> post.role().isRegional());
        return isIn(staff ? STAFF : PARTNERS, method, path) ? null : NOT_ALLOWED;
    }

    private static boolean isIn(List<Rule> rules, String method, String path) {
        return rules.stream().anyMatch(rule -> rule.allows(method, path));
    }

    /** Tells whether a request concerns only the user. Only administrators may ask who is in which group. */
    private boolean isAboutOneself(CurrentUser user, String path, BufferedRequest request) throws IOException {
        for (Map.Entry<Pattern, String> address : ABOUT_ONESELF.entrySet()) {
            if (address.getKey().matcher(path).matches()) {
                return values(request, address.getValue()).stream().allMatch(user.id()::equals);
            }
        }
        return true;
    }

    /** Returns all values of a name in the parameters and at the top level of the body. */
    private List<String> values(BufferedRequest request, String name) throws IOException {
        List<String> values = new ArrayList<>();
        if (request.getParameterValues(name) != null) {
            values.addAll(List.of(request.getParameterValues(name)));
        }
        JsonNode body = request.json(json);
        if (body != null && body.hasNonNull(name)) {
            values.add(body.get(name).asText());
        }
        return values;
    }

    /** Tells whether the answer is a list. Counts, single objects and actions have no pages. */
    private static boolean isListing(String method, String path) {
        return ("GET".equals(method) || "POST".equals(method)) && path.matches(
                "(/[a-z-]+|/history/[a-z-]+|/filter/[^/]+/list|/external-task/fetchAndLock)") ;
    }

    /**
     * Returns the parameters that a request gets besides its own: a list without a limit gets one, and whoever asks what can be started,
     * as Tasklist does, gets what the user may start. The engine knows only the roles of which somebody may.
     */
    private String added(CurrentUser user, String path, HttpServletRequest request) {
        List<String> added = new ArrayList<>();
        if (isListing(request.getMethod(), path) && request.getParameter("maxResults") == null) {
            added.add("maxResults=" + PAGE_SIZE);
        }
        if (STARTABLE.matcher(path).matches() && "true".equals(request.getParameter("startablePermissionCheck")) && !user.is(Role.ADMIN)
                && request.getParameter("keysIn") == null) {
            List<String> keys = deployments.present().stream().map(Deployments.Deployed::key).filter(door::mayStart).toList();
            added.add("keysIn=" + (keys.isEmpty() ? "-" : String.join(",", keys)));
        }
        return String.join("&", added);
    }

    /** Returns the id of the task to which an address belongs, or null. */
    private static String taskId(String method, String path) {
        Matcher task = TASK.matcher(path);
        boolean one = task.matches() && !List.of("count", "create", "report").contains(task.group(1));
        return one && !"OPTIONS".equals(method) ? task.group(1) : null;
    }

    /**
     * Returns the fault in the parameters and the body, or null. Every body except uploads is checked, whatever its content
     * type says, since the engine decides by itself how to read it.
     */
    private String wrongContent(BufferedRequest request, String path) {
        String query = request.getQueryString();
        try {
            if (query != null && URLDecoder.decode(query, StandardCharsets.UTF_8).contains("Expression")) {
                return NO_EXPRESSIONS;
            }
        } catch (IllegalArgumentException e) {
            return "地址中的参数不是有效的编码";
        }
        if (!isNumber(request.getParameter("firstResult")) || !isNumber(request.getParameter("maxResults"))) {
            return "firstResult、maxResults 须为不小于0的整数";
        }
        boolean question = QueryLimits.applyTo(path);
        String tooMuch = question ? QueryLimits.problemOfParameters(request) : null;
        if (tooMuch != null) {
            return tooMuch;
        }
        String contentType = request.getContentType();
        if (request.body().length == 0 && "POST".equals(request.getMethod()) && SUBMISSION.matcher(path).matches()) {
            return NO_VARIABLES;
        }
        if (request.body().length == 0
                || contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return null;
        }
        tooMuch = question ? QueryLimits.problemOfSize(request.body()) : null;
        if (tooMuch != null) {
            return tooMuch;
        }
        try {
            checkNumbers(request.body());
            JsonNode body = request.json(json);
            String forbidden = forbiddenIn(body);
            if (forbidden != null) {
                return forbidden;
            }
            if (!isStorable(body, SUBMISSION.matcher(path).matches())) {
                return "请求正文" + Texts.UNSEEN;
            }
            // Submissions are checked field by field, and a question may be about a number.
            if (isChange(request.getMethod(), path) && !SUBMISSION.matcher(path).matches() && holdsIdNumber(body)) {
                return "请求正文" + IdNumber.NOT_HERE;
            }
            // The engine's answer would contain the names of its own classes.
            boolean readable = body.isObject() && (!body.hasNonNull("variables") || body.get("variables").isObject());
            tooMuch = readable && question ? QueryLimits.problemOf(body) : null;
            if (tooMuch != null) {
                return tooMuch;
            }
            if (!readable || !StreamSupport.stream(body.path("variables").spliterator(), false).allMatch(JsonNode::isObject)) {
                return NO_VARIABLES;
            }
            return SUBMISSION.matcher(path).matches() ? SubmittedTypes.problem(body) : null;
        } catch (JsonProcessingException e) {
            return "请求正文不是有效的 JSON（UTF-8，同一字段不能出现两次）";
        }
    }

    /** Checks the numbers before the engine converts them. A variable is named like its form field. */
    private static void checkNumbers(byte[] body) throws JsonProcessingException {
        FieldErrors errors = new FieldErrors();
        try {
            JsonNumbers.errors("", new String(body, StandardCharsets.UTF_8)).throwIfAny();
        } catch (InvalidInputException e) {
            e.errors().forEach(error -> {
                String name = VARIABLE.matcher(error.field()).replaceFirst("$1");
                errors.add(name, name, error.message());
            });
        }
        errors.throwIfAny();
    }

    private static boolean isNumber(String parameter) {
        return parameter == null || parameter.matches("[0-9]{1,9}");
    }

    /** Tells whether a text in the body contains an identity number, for example the name of a user, a group or a filter. */
    private static boolean holdsIdNumber(JsonNode node) {
        return node.isTextual() && IdNumber.isIn(node.textValue())
                || StreamSupport.stream(node.spliterator(), false).anyMatch(EngineDoorFilter::holdsIdNumber);
    }

    /**
     * Tells whether all names and texts in the body can be stored. In a submission, the form names the field of such a text.
     */
    private static boolean isStorable(JsonNode node, boolean submission) {
        boolean names = node.properties().stream().allMatch(field -> Texts.isStorable(field.getKey()));
        return names && (!node.isTextual() || submission || Texts.isStorable(node.textValue()))
                && StreamSupport.stream(node.spliterator(), false).allMatch(each -> isStorable(each, submission));
    }

    /** Returns the message about an expression or a serialised object anywhere in the body, or null. */
    private static String forbiddenIn(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getKey().endsWith("Expression")) {
                return NO_EXPRESSIONS;
            }
            if ("serializationDataFormat".equals(field.getKey()) && field.getValue().asText().contains("java-serialized")) {
                return "不接受 Java 序列化对象";
            }
        }
        for (JsonNode item : node) {
            String forbidden = forbiddenIn(item);
            if (forbidden != null) {
                return forbidden;
            }
        }
        return null;
    }

    private void refuse(HttpServletResponse response, int status, String message) throws IOException {
        refuse(response, status, message, new LinkedHashMap<>());
    }

    private void refuse(HttpServletResponse response, InvalidInputException exception) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errors", exception.errors());
        refuse(response, 400, exception.getMessage(), body);
    }

    private void refuse(HttpServletResponse response, int status, String message, Map<String, Object> body) throws IOException {
        body.put("type", "InvalidRequestException");
        body.put("message", message);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        // The response is not closed, so that nobody gets it before the request is recorded.
        response.getWriter().write(json.writeValueAsString(body));
    }

    /** Parses strictly, so that no other program can read anything else out of the same bytes. */
    static JsonNode parse(ObjectMapper json, byte[] body) throws JsonProcessingException {
        JsonNode node = json.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION).readTree(new String(body, StandardCharsets.UTF_8));
        return node.isMissingNode() ? NullNode.getInstance() : node;
    }
}
