package org.shouwang.shared;

import java.io.IOException;

/** The body of a request is longer than its address allows. */
class BodyTooLargeException extends IOException {

    static final String TEXT = "提交的内容过大";

    BodyTooLargeException() {
        super(TEXT);
    }
}
