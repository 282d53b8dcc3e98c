package org.shouwang.administration.web;

import java.io.IOException;
import java.util.List;
import org.shouwang.administration.Staff;
import org.shouwang.administration.VillageImport;
import org.shouwang.administration.Villages;
import org.shouwang.shared.ConflictException;
import org.shouwang.shared.FieldError;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageController;
import org.shouwang.shared.Paging;
import org.shouwang.shared.Sha256;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages on which administrators look after the villages. */
@PageController
@RequestMapping("/villages")
class VillagePages {

    private static final int PAGE_SIZE = 30;
    private static final int MAX_SHOWN = 50;

    private final Villages villages;
    private final VillageImport imports;
    private final Staff staff;

    VillagePages(Villages villages, VillageImport imports, Staff staff) {
        this.villages = villages;
        this.imports = imports;
        this.staff = staff;
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "") String state,
                      @RequestParam(required = false) String cursor) {
        Page<Villages.Row> page = villages.find(name.strip(), state.equals("closed"), cursor, PAGE_SIZE);
        return new ModelAndView("villages").addObject("rows", page.items()).addObject("total", page.total()).addObject("name", name.strip())
                .addObject("state", state)
                .addObject("paging", Paging.of("/villages", cursor, page).with("name", name).with("state", state));
    }

    @GetMapping("/new")
    ModelAndView ask() {
        staff.requireAdministrator();
        return ask("", "", HttpStatus.OK, List.of());
    }

    private static ModelAndView ask(String code, String name, HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("village-new", status).addObject("code", code).addObject("name", name).addObject("errors", errors);
    }

    @PostMapping("/new")
    ModelAndView add(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String name, RedirectAttributes redirect) {
        try {
            villages.add(code, name);
        } catch (InvalidInputException e) {
            return ask(code, name, HttpStatus.BAD_REQUEST, e.errors());
        } catch (ConflictException e) {
            return ask(code, name, HttpStatus.CONFLICT, List.of(new FieldError("code", "村代码", e.getMessage())));
        }
        redirect.addFlashAttribute("done", "已增加" + name.strip() + "。村级经办的人在“用户和岗位”里分配。");
        return new ModelAndView("redirect:/villages");
    }

    @GetMapping("/import")
    ModelAndView askForFile() {
        staff.requireAdministrator();
        return importPage(HttpStatus.OK, List.of());
    }

    private static ModelAndView importPage(HttpStatus status, List<FieldError> errors) {
        return new ModelAndView("village-import", status).addObject("errors", errors);
    }

    /**
     * Previews a file, or imports it. A confirmed file is imported only if it is the file of the preview.
     *
     * @param confirm true to import the file
     * @param digest  the SHA-256 digest of the file whose preview the user confirms
     */
    @PostMapping("/import")
    ModelAndView load(@RequestParam(required = false) MultipartFile file, @RequestParam(defaultValue = "false") boolean confirm,
                      @RequestParam(defaultValue = "") String digest) throws IOException {
        staff.requireAdministrator();
        byte[] bytes = file == null ? new byte[0] : file.getBytes();
        boolean sameFile = digest.equals(Sha256.hex(bytes));
        try {
            VillageImport.Preview preview = imports.preview(bytes);
            boolean done = confirm && sameFile;
            if (done) {
                imports.load(bytes);
            }
            return importPage(HttpStatus.OK, List.of()).addObject("preview", preview).addObject("done", done)
                    .addObject("digest", Sha256.hex(bytes)).addObject("changed", confirm && !sameFile)
                    .addObject("shownAdded", preview.added().stream().limit(MAX_SHOWN).toList())
                    .addObject("shownLeftOut", preview.leftOut().stream().limit(MAX_SHOWN).toList());
        } catch (InvalidInputException e) {
            return importPage(HttpStatus.BAD_REQUEST, e.errors());
        }
    }

    @GetMapping("/{villageCode}")
    ModelAndView village(@PathVariable String villageCode) {
        return village(villageCode, null, HttpStatus.OK, List.of());
    }

    private ModelAndView village(String code, String name, HttpStatus status, List<FieldError> errors) {
        Villages.Row village = villages.get(code);
        return new ModelAndView("village", status).addObject("village", village).addObject("name", name == null ? village.name() : name)
                .addObject("errors", errors);
    }

    @PostMapping("/{villageCode}/name")
    ModelAndView rename(@PathVariable String villageCode, @RequestParam(defaultValue = "") String name, RedirectAttributes redirect) {
        try {
            villages.rename(villageCode, name);
        } catch (InvalidInputException e) {
            return village(villageCode, name, HttpStatus.BAD_REQUEST, e.errors());
        }
        return back(villageCode, "村名已改，各处都显示新名；以前做好的文书不变。", redirect);
    }

    private static ModelAndView back(String code, String done, RedirectAttributes redirect) {
        redirect.addFlashAttribute("done", done);
        return new ModelAndView("redirect:/villages/{villageCode}").addObject("villageCode", code);
    }

    @PostMapping("/{villageCode}/close")
    ModelAndView close(@PathVariable String villageCode, RedirectAttributes redirect) {
        try {
            villages.close(villageCode);
        } catch (ConflictException e) {
            return village(villageCode, null, HttpStatus.CONFLICT, List.of(new FieldError("close", "停用", e.getMessage())));
        }
        return back(villageCode, "已停用，不再登记新的线索和户；已有的户、案件照旧查看。", redirect);
    }

    @PostMapping("/{villageCode}/reopen")
    ModelAndView reopen(@PathVariable String villageCode, RedirectAttributes redirect) {
        villages.reopen(villageCode);
        return back(villageCode, "已启用。", redirect);
    }
}
