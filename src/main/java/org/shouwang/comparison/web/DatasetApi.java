package org.shouwang.comparison.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.comparison.DatasetKind;
import org.shouwang.comparison.Datasets;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ChinaTime;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The API by which the departments' data sets are imported. */
@RestController
@RequestMapping("/api/comparison/datasets")
@Tag(name = "信息比对")
class DatasetApi {

    private final Datasets datasets;
    private final CurrentUsers users;

    DatasetApi(Datasets datasets, CurrentUsers users) {
        this.datasets = datasets;
        this.users = users;
    }

    record KindView(String kind, String title, List<String> columns, List<Datasets.Loaded> loaded) {
    }

    @GetMapping
    @Operation(summary = "各类数据的列与最近一次导入")
    List<KindView> list() {
        List<Datasets.Loaded> loaded = datasets.latest(county(requireRight()));
        return Arrays.stream(DatasetKind.values()).map(kind -> {
            Map<String, String> columns = new LinkedHashMap<>(Map.of("idNumber", "身份证号"));
            columns.putAll(kind.columns());
            return new KindView(kind.key(), kind.title(), List.copyOf(columns.keySet()),
                    loaded.stream().filter(set -> set.kind().equals(kind.key())).toList());
        }).toList();
    }

    @PostMapping(value = "/{kind}", consumes = {"text/csv", "text/plain", "application/octet-stream", "application/vnd.ms-excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "导入一类部门数据（xlsx、xls 或 csv）",
            description = "县级部门导入的数据用于本县，市级或管理员导入的用于全市。数据日期 asOf 可作为参数，也可作为一列。文件可以直接作为请求正文，"
                    + "也可以是 multipart/form-data 的 file。有一行不对就整个不导入，并逐行说明；没有用到的列、说明行和工作表列在 leftOut 中。")
    Datasets.Taken load(@PathVariable String kind, @RequestParam(required = false) String asOf,
                        @RequestBody(required = false) byte[] file) {
        return take(kind, asOf, file);
    }

    @PostMapping(value = "/{kind}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Datasets.Taken upload(@PathVariable String kind, @RequestParam(required = false) String asOf,
                          @RequestParam(required = false) MultipartFile file) throws IOException {
        return take(kind, asOf, file == null ? null : file.getBytes());
    }

    /** Imports a file, for the API and for the page. */
    Datasets.Taken take(String kind, String asOf, byte[] file) {
        CurrentUser user = requireRight();
        DatasetKind known = DatasetKind.ofKey(kind).orElseThrow(() -> new NotFoundException("没有这一类数据：可用的有 "
                + String.join("、", Arrays.stream(DatasetKind.values()).map(DatasetKind::key).toList())));
        return datasets.load(known, county(user), day(asOf), file, user.id());
    }

    /** Refuses all users who do not import data sets, and returns the user. */
    CurrentUser requireRight() {
        CurrentUser user = users.get();
        if (!user.is(Role.COUNTY) && !user.is(Role.CITY) && !user.is(Role.ADMIN)) {
            throw new ForbiddenException("部门数据由县级乡村振兴部门导入");
        }
        return user;
    }

    /** Returns the code of the county whose data sets the user imports; null for the whole city. */
    static String county(CurrentUser user) {
        return user.posts().stream().filter(post -> post.role() == Role.COUNTY).map(Post::regionCode).findFirst()
                .orElse(null);
    }

    private static LocalDate day(String asOf) {
        try {
            return asOf == null || asOf.isBlank() ? null : ChinaTime.parseDay(asOf.strip());
        } catch (DateTimeException e) {
            throw new InvalidInputException("asOf", "数据日期", "须为 yyyy-MM-dd");
        }
    }
}
