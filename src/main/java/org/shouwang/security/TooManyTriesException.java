package org.shouwang.security;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** After too many wrong passwords the next is not looked at yet, be it right or wrong. */
public class TooManyTriesException extends LockedException {

    private final Duration rest;

    TooManyTriesException(Duration rest) {
        super("登录失败次数过多，请在" + rest.toSeconds() + "秒后再试");
        this.rest = rest;
    }

    /**
     * @return how long it takes until one is looked at again, whole seconds, at least one
     */
    public Duration rest() {
        return rest;
    }
}
