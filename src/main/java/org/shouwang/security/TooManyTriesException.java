package org.shouwang.security;

import java.time.Duration;
import org.springframework.security.authentication.LockedException;

/** A login that was refused without checking its password, since too many wrong passwords came before. */
public class TooManyTriesException extends LockedException {

    private final Duration rest;

    TooManyTriesException(Duration rest) {
        super("登录失败次数过多，请在" + rest.toSeconds() + "秒后再试");
        this.rest = rest;
    }

    /**
     * @return the time until the next password is checked, in whole seconds, at least one
     */
    public Duration rest() {
        return rest;
    }
}
