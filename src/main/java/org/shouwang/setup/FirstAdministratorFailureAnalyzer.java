package org.shouwang.setup;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator what to do about {@link FirstAdministratorException}, instead of a stack trace. */
class FirstAdministratorFailureAnalyzer extends AbstractFailureAnalyzer<FirstAdministratorException> {

    private static final String ACTION = """
            Nobody was made. Set these environment variables to other values and start again:
              SHOUWANG_SECURITY_FIRST_ADMIN_USER      letters and digits only
              SHOUWANG_SECURITY_FIRST_ADMIN_PASSWORD  10 characters or more, letters and digits, neither common nor like the user name

            没有建任何用户。请把以下环境变量换成别的值后重新启动：
              SHOUWANG_SECURITY_FIRST_ADMIN_USER      只用字母和数字
              SHOUWANG_SECURITY_FIRST_ADMIN_PASSWORD  至少10个字符，须有字母和数字，不得包含用户名，不得是常见密码""";

    @Override
    protected FailureAnalysis analyze(Throwable failure, FirstAdministratorException cause) {
        return new FailureAnalysis(cause.getMessage(), ACTION, failure);
    }
}
