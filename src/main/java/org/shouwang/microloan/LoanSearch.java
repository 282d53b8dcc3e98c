package org.shouwang.microloan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;

/** Finds loans that the user who has signed in may see. */
@Service
public class LoanSearch {


    private final Loans loans;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    LoanSearch(Loans loans, CurrentUsers users, AdjustableClock clock) {
        this.loans = loans;
        this.users = users;
        this.clock = clock;
    }

    /**
     * Returns a page of loans.
     *
     * @param status   only loans with this {@link LoanStatus}; null or empty for all
     * @param bankCode only loans of this bank; null or empty for all
     * @param search   only the loan with this number, the loans of the household with this number, or the loans whose
     *     borrower's name begins with this text; null or empty for all
     * @param cursor   the cursor from the page before; null or empty for the first page
     * @param limit    the number of loans on the page, 1 to 200
     * @throws InvalidInputException if a parameter is wrong; names every wrong parameter
     */
    public Page<Loan> find(String status, String bankCode, String search, String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        Map<String, Object> params = new HashMap<>();
        List<String> where = conditions(status, bankCode, search, params, errors);
        PageRequest asked = PageRequest.of(cursor, limit, errors);
        where.add("l.id < :before");
        params.put("before", asked.before());
        errors.throwIfAny();
        params.put("limit", asked.rows());
        List<Loan> found = loans.select("where " + String.join(" and ", where) + " order by l.id desc limit :limit", params);
        return asked.page(found, Loan::id);
    }

    /**
     * Counts the loans that {@link #find} finds on all pages, as {@link Page#counting}.
     *
     * @param status only loans with this {@link LoanStatus}; null or empty for all
     * @param search as for {@link #find}
     * @throws InvalidInputException if the status is wrong
     */
    public long count(String status, String search) {
        FieldErrors errors = new FieldErrors();
        Map<String, Object> params = new HashMap<>();
        List<String> where = conditions(status, null, search, params, errors);
        errors.throwIfAny();
        return loans.count("where " + String.join(" and ", where), params);
    }

    private List<String> conditions(String status, String bankCode, String search, Map<String, Object> params, FieldErrors errors) {
        List<String> where = new ArrayList<>(List.of(reach(params, users.get())));
        if (given(status)) {
            where.add(status(status, params, errors));
        }
        if (given(bankCode)) {
            if (Post.ofGroup(bankCode).filter(post -> post.role() == Role.BANK).isEmpty()) {
                errors.add("bankCode", "承办银行", "须为 bank 加6位县代码，如 bank411081");
            }
            where.add("l.bank_code = :bank");
            params.put("bank", bankCode);
        }
        if (given(search)) {
            where.add("(l.loan_no = :number or h.household_no = :number or starts_with(l.borrower_name, :search))");
            params.put("number", Texts.number(search));
            params.put("search", PersonName.normalised(search));
        }
        return where;
    }

    /**
     * Returns the SQL condition for the loans that a user may see; {@code l} stands for the loan.
     *
     * @param params receives the parameters of the condition
     * @param user   the user
     */
    static String reach(Map<String, Object> params, CurrentUser user) {
        List<String> own = new ArrayList<>();
        for (Post post : user.posts()) {
            String name = "own" + own.size();
            if (post.covers("")) {
                own.add("true");
            } else if (post.role() == Role.PARTNER) {
                params.put(name, user.servedBanks().toArray(String[]::new));
                own.add("l.bank_code = any(:" + name + ")");
            } else if (post.role() == Role.BANK) {
                params.put(name, post.group());
                own.add("l.bank_code = :" + name);
            } else if (post.seesItsRegion()) {
                params.put(name, post.codePrefix() + "%");
                own.add("l.village_code like :" + name);
            }
        }
        return own.isEmpty() ? "false" : "(" + String.join(" or ", own) + ")";
    }

    private String status(String name, Map<String, Object> params, FieldErrors errors) {
        if (Arrays.stream(LoanStatus.values()).noneMatch(known -> known.name().equals(name))) {
            errors.add("status", "贷款状态", "须为以下之一：" + List.of(LoanStatus.values()));
            return "true";
        }
        params.put("today", clock.today());
        params.put("status", name);
        return switch (LoanStatus.valueOf(name)) {
            case OVERDUE -> "l.status = 'DISBURSED' and l.due_on < :today";
            case DISBURSED -> "l.status = 'DISBURSED' and l.due_on >= :today";
            default -> "l.status = :status";
        };
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
