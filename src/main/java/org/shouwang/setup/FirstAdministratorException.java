package org.shouwang.setup;

import org.shouwang.shared.InvalidInputException;

/** The first administrator of an empty installation cannot be made with the configured name and password. */
class FirstAdministratorException extends RuntimeException {

    FirstAdministratorException(InvalidInputException cause) {
        super("The first administrator cannot be made with the user name and password that are set.\n首个管理员建不了：" + cause.getMessage(), cause);
    }
}
