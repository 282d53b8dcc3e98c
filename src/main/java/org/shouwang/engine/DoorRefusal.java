package org.shouwang.engine;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.DatabaseLimits;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.UnavailableException;

/**
 * An error as the engine's REST interfaces answer it. The engine's resources neither catch nor wrap this type, so that status
 * and text arrive unchanged.
 */
final class DoorRefusal extends WebApplicationException {

    private static Response unavailable(String message) {
        return Response.status(503).type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.RETRY_AFTER, UnavailableException.RETRY_AFTER_SECONDS)
                .entity(Map.of("type", "UnavailableException", "message", message)).build();
    }

    private DoorRefusal(RuntimeException cause, Response response) {
        super(cause.getMessage(), cause, response);
    }

    /**
     * @return the exception of the product that was turned into this answer
     */
    RuntimeException told() {
        return (RuntimeException) getCause();
    }

    /**
     * @param exception an exception of the engine after the database reached a time limit
     * @return the answer 503
     */
    static DoorRefusal tookTooLong(RuntimeException exception) {
        return new DoorRefusal(exception, unavailable(DatabaseLimits.TOLD));
    }

    /**
     * Turns an exception of a service of the product into an answer.
     *
     * @param exception the exception
     * @return the answer, or the exception itself if it is not meant for users
     */
    static RuntimeException of(RuntimeException exception) {
        if (DatabaseLimits.isReached(exception)) {
            return tookTooLong(exception);
        }
        if (exception instanceof UnavailableException) {
            return new DoorRefusal(exception, unavailable(exception.getMessage()));
        }
        int status;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "InvalidRequestException");
        body.put("message", exception.getMessage());
        if (exception instanceof InvalidInputException invalid) {
            status = 400;
            body.put("errors", invalid.errors());
        } else if (exception instanceof ForbiddenException) {
            status = 403;
        } else if (exception instanceof NotFoundException) {
            status = 404;
        } else if (exception instanceof ConflictException conflict) {
            status = 409;
            if (conflict.caseNo() != null) {
                body.put("caseNo", conflict.caseNo());
            }
        } else {
            return exception;
        }
        return new DoorRefusal(exception, Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body).build());
    }
}
