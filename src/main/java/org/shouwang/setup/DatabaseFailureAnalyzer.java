package org.shouwang.setup;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Tells an operator in plain words, instead of a stack trace, that the database is not configured or does not answer. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class DatabaseFailureAnalyzer implements FailureAnalyzer {

    private static final String URL = "spring.datasource.url";
    private static final String ACTION = """
            Set these environment variables and start again:
              SPRING_DATASOURCE_URL       such as jdbc:postgresql://db.example:5432/shouwang (PostgreSQL 14 or later)
              SPRING_DATASOURCE_USERNAME  the database user, who may create tables
              SPRING_DATASOURCE_PASSWORD  that user's password
            To try Shouwang without a database of your own, run: mvn spring-boot:test-run

            请设置以下环境变量后重新启动：
              SPRING_DATASOURCE_URL       数据库地址，如 jdbc:postgresql://db.example:5432/shouwang（PostgreSQL 14 及以上）
              SPRING_DATASOURCE_USERNAME  数据库用户名，须有建表权限
              SPRING_DATASOURCE_PASSWORD  该用户的密码
            如只想试用而没有数据库，请运行：mvn spring-boot:test-run""";

    private static final String CONNECTION_CLASS = "08";
    private static final String LOGIN_CLASS = "28";
    private static final String NO_SUCH_DATABASE = "3D000";

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public FailureAnalysis analyze(Throwable failure) {
        List<Throwable> chain = chain(failure);
        String url = environment.getProperty(URL, "");
        String reason;
        if (url.isBlank()) {
            reason = chain.stream().anyMatch(DatabaseFailureAnalyzer::isDataSource)
                    ? "No database is set.\n没有设置数据库。" : null;
        } else {
            reason = chain.stream().map(DatabaseFailureAnalyzer::reason).filter(text -> text != null).findFirst()
                    .map(text -> text.formatted(address(url), address(url))).orElse(null);
        }
        return reason == null ? null : new FailureAnalysis(reason, ACTION, failure);
    }

    private static boolean isDataSource(Throwable failure) {
        return failure instanceof BeanCreationException creation && "dataSource".equals(creation.getBeanName());
    }

    /**
     * Returns the reason in English and in Chinese, with two places for the address; null if the failure does not come from
     * the database.
     */
    private static String reason(Throwable failure) {
        if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
            return "The database at %s does not answer.\n数据库 %s 连接不上。";
        }
        String state = failure instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
        if (state.startsWith(CONNECTION_CLASS)) {
            return "The database at %s does not answer.\n数据库 %s 连接不上。";
        }
        if (state.startsWith(LOGIN_CLASS)) {
            return "The database at %s refuses this user name or password.\n数据库 %s 不接受所给的用户名或密码。";
        }
        return NO_SUCH_DATABASE.equals(state)
                ? "There is no such database: %s.\n没有这个数据库：%s。" : null;
    }

    /** Returns the address without its user, and without the part behind the question mark, which may contain a password. */
    private static String address(String url) {
        int end = url.indexOf('?');
        return (end < 0 ? url : url.substring(0, end)).replaceAll("//[^/@]*@", "//");
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
