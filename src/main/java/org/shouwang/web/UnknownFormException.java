package org.shouwang.web;

import org.shouwang.shared.ConflictException;

/** A form came without a token of this program, or with a token that is too old. It was not carried out. */
class UnknownFormException extends ConflictException {

    UnknownFormException() {
        super("没有登记：这一页打开得太久，或者不是从本系统的页面提交的。请核对填写的内容，再提交一次");
    }
}
