package org.shouwang.setup;

import java.util.List;
import java.util.stream.Stream;
import org.shouwang.region.Region;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.PageController;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which administrators choose which counties and banks the accounts of other systems serve. */
@PageController
@RequestMapping("/program-accounts")
class ProgramAccountPages {

    private final ProgramAccountApi programs;
    private final CurrentUsers users;

    ProgramAccountPages(ProgramAccountApi programs, CurrentUsers users) {
        this.programs = programs;
        this.users = users;
    }

    /**
     * A row of the list of accounts.
     *
     * @param userId   the account's id
     * @param name     the account's name
     * @param locked   whether the account is locked; what it serves is not known then
     * @param counties the names of the counties that it serves
     * @param banks    the names of the banks that it serves
     */
    record Row(String userId, String name, boolean locked, List<String> counties, List<String> banks) {
    }

    /**
     * A county or bank that an account may serve.
     *
     * @param code   the code that the form sends
     * @param name   the name in Chinese
     * @param chosen whether the account serves it, or the user has just chosen it
     */
    record Choice(String code, String name, boolean chosen) {
    }

    @GetMapping
    ModelAndView list() {
        return new ModelAndView("program-accounts").addObject("rows", programs.all().stream().map(this::row).toList());
    }

    private Row row(String userId) {
        return users.current(userId).map(user -> new Row(userId, user.displayName(), false,
                        named(counties(user.servedCounties())), named(banks(user.servedBanks()))))
                .orElseGet(() -> new Row(userId, users.displayName(userId), true, List.of(), List.of()));
    }

    private static List<String> named(List<Choice> choices) {
        return choices.stream().filter(Choice::chosen).map(Choice::name).toList();
    }

    private List<Choice> counties(List<String> chosen) {
        return programs.counties().stream().map(county -> new Choice(county.code(), county.name(), chosen.contains(county.code()))).toList();
    }

    private List<Choice> banks(List<String> chosen) {
        return programs.counties().stream().map(county -> bank(county, chosen)).toList();
    }

    private static Choice bank(Region county, List<String> chosen) {
        String group = new Post(Role.BANK, county.code()).group();
        return new Choice(group, county.name() + Role.BANK.title(), chosen.contains(group));
    }

    @GetMapping("/{userId}")
    ModelAndView ask(@PathVariable String userId) {
        CurrentUser program = programs.program(userId);
        return ask(program, program.servedCounties(), program.servedBanks(), HttpStatus.OK, List.of());
    }

    private ModelAndView ask(CurrentUser program, List<String> counties, List<String> banks, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("program-account", status).addObject("program", program).addObject("counties", counties(counties))
                .addObject("banks", banks(banks)).addObject("errors", errors);
    }

    @PostMapping("/{userId}")
    ModelAndView serve(@PathVariable String userId, @RequestParam(required = false) List<String> counties,
                       @RequestParam(required = false) List<String> banks, @RequestParam(defaultValue = "false") boolean confirmed,
                       RedirectAttributes redirect) {
        CurrentUser program = programs.program(userId);
        List<String> countyCodes = counties == null ? List.of() : counties;
        List<String> bankCodes = banks == null ? List.of() : banks;
        try {
            if (!confirmed) {
                throw new InvalidInputException("confirmed", "核对", "请核对以后勾选");
            }
            programs.serve(userId, countyCodes, bankCodes);
        } catch (InvalidInputException e) {
            return ask(program, countyCodes, bankCodes, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return ask(program, countyCodes, bankCodes, HttpStatus.CONFLICT, List.of(new FieldError("confirmed", "保存", e.getMessage())));
        }
        List<String> served = Stream.concat(named(counties(countyCodes)).stream(), named(banks(bankCodes)).stream()).toList();
        redirect.addFlashAttribute("done", program.displayName() + "（" + userId + "）现在"
                + (served.isEmpty() ? "什么都不服务，不能登记、查看任何案件。" : "服务" + String.join("、", served) + "。"));
        return new ModelAndView("redirect:/program-accounts");
    }
}
