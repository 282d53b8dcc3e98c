package org.shouwang.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The entries of the top bar for the webapps, which draw the bar themselves. */
@RestController
@Hidden
class NavigationApi {

    private final PageFrame frame;

    NavigationApi(PageFrame frame) {
        this.frame = frame;
    }

    @GetMapping("/api/navigation")
    List<NavigationItem> get() {
        return frame.getNavigation();
    }
}
