package org.shouwang.shared;

import java.io.IOException;

/** A request's body is longer than its address takes. */
class BodyTooLargeException extends IOException {

    static final String TEXT = "提交的内容过大";

    BodyTooLargeException() {
        super(TEXT);
    }
}
