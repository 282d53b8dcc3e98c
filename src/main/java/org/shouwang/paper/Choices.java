package org.shouwang.paper;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes choices as forms print them: every option with a box, and a tick in those that were chosen. */
public final class Choices {

    private Choices() {
    }

    /**
     * @param options the options
     * @param chosen  the chosen ones; empty for a form that is still blank
     * @param title   returns an option's Chinese name
     * @param <T>     the type of the options
     * @return a text such as {@code ☑因病　□因学}
     */
    public static <T> String of(List<T> options, Collection<T> chosen, Function<T, String> title) {
        return options.stream().map(option -> (chosen.contains(option) ? "☑" : "□") + title.apply(option)).collect(Collectors.joining("　"));
    }
}
