package org.shouwang.setup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.JsonBodies;
import org.shouwang.shared.NotFoundException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The API by which administrators choose which counties and banks the accounts of other systems serve. */
@RestController
@RequestMapping("/api/program-accounts/{userId}")
@Tag(name = "业务系统账号")
class ProgramAccountApi {

    private final Accounts accounts;
    private final Regions regions;
    private final CurrentUsers users;
    private final JsonBodies bodies;

    ProgramAccountApi(Accounts accounts, Regions regions, CurrentUsers users, JsonBodies bodies) {
        this.accounts = accounts;
        this.regions = regions;
        this.users = users;
        this.bodies = bodies;
    }

    record Served(@Schema(description = "服务的县（市、区），6位代码：登记线索、查看自己登记的案件", example = "[\"411081\"]") List<String> counties,
                  @Schema(description = "服务的承办银行：申请贷款、登记还款、查看贷款", example = "[\"bank411081\"]") List<String> banks) {
    }

    @GetMapping
    @Operation(summary = "查看业务系统账号服务的县和银行（管理员）")
    Served get(@PathVariable String userId) {
        CurrentUser program = program(userId);
        return new Served(program.servedCounties(), program.servedBanks());
    }

    @PutMapping
    @Operation(summary = "指定业务系统账号服务的县和银行（管理员）", description = "以这次写的为准；没有指定的账号什么都不能登记、查看。",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(schema = @Schema(implementation = Served.class))))
    Served set(@PathVariable String userId, @RequestBody(required = false) String body) {
        requireAdmin();
        Map<String, Object> fields = bodies.fields(body, Set.of("counties", "banks"));
        serve(userId, JsonBodies.texts(fields, "counties", "服务的县"), JsonBodies.texts(fields, "banks", "服务的银行"));
        return get(userId);
    }

    /** Sets what an account serves, for the API and for the page. */
    void serve(String userId, List<String> counties, List<String> banks) {
        requireAdmin();
        FieldErrors errors = new FieldErrors();
        List<String> known = counties().stream().map(Region::code).toList();
        check(errors, "counties", "服务的县", counties, known);
        check(errors, "banks", "服务的银行", banks, known.stream().map(code -> new Post(Role.BANK, code).group()).toList());
        errors.throwIfAny();
        accounts.serve(userId, Stream.concat(counties.stream(), banks.stream()).toList());
    }

    /** Returns the ids of all accounts of other systems, for the page. */
    List<String> all() {
        requireAdmin();
        return accounts.programs();
    }

    /** Returns an account of another system that is not locked, for the page. */
    CurrentUser program(String userId) {
        requireAdmin();
        return users.current(userId).filter(user -> user.is(Role.PARTNER))
                .orElseThrow(() -> new NotFoundException("没有这个业务系统的账号，或者它已经停用"));
    }

    /** Returns all counties, for the page. */
    List<Region> counties() {
        return regions.ofLevel(RegionLevel.COUNTY);
    }

    private static void check(FieldErrors errors, String field, String label, List<String> named, List<String> known) {
        if (named == null) {
            errors.add(field, label, "为必填项，没有的写空列表");
        } else {
            named.stream().filter(each -> !known.contains(each)).findFirst()
                    .ifPresent(each -> errors.add(field, label, "没有“" + each + "”；须为以下之一：" + String.join("、", known)));
        }
    }

    private void requireAdmin() {
        if (!users.get().is(Role.ADMIN)) {
            throw new ForbiddenException("业务系统账号由系统管理员管理");
        }
    }
}
