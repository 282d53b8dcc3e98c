package org.shouwang.household;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.FieldErrors;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.NotFoundException;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;

/** Finds households in the regions of the user who has signed in. */
@Service
public class HouseholdSearch {

    private static final int MAX_LIMIT = 200;

    private final Households households;
    private final Regions regions;
    private final CurrentUsers users;

    HouseholdSearch(Households households, Regions regions, CurrentUsers users) {
        this.households = households;
        this.regions = regions;
        this.users = users;
    }

    /**
     * One page of households.
     *
     * @param items      the households, newest in the register first
     * @param nextCursor where the next page begins, or null on the last one
     */
    public record Page(List<Household> items, String nextCursor) {
    }

    /**
     * @param householdNo a household's number, may be anything a user typed
     * @return the household
     * @throws NotFoundException if there is none in the user's regions
     */
    public Household visible(String householdNo) {
        return findVisible(householdNo).orElseThrow(HouseholdSearch::notThere);
    }

    /**
     * @param householdNo a household's number, may be anything a user typed
     * @return the household, or empty if there is none in the user's regions
     */
    public Optional<Household> findVisible(String householdNo) {
        return households.find(householdNo).filter(household -> users.get().covers(household.villageCode()));
    }

    /**
     * Finds a household for those who apply for small loans of it, whether or not they see it otherwise.
     *
     * @param householdNo a household's number, may be anything a user typed
     * @param mayLendTo   whether the user who has signed in applies for loans of a household
     * @return the household
     * @throws NotFoundException if there is none of which this user may apply for a loan
     */
    public Household toLendTo(String householdNo, Predicate<Household> mayLendTo) {
        return households.find(householdNo).filter(mayLendTo).orElseThrow(HouseholdSearch::notThere);
    }

    private static NotFoundException notThere() {
        return new NotFoundException("没有这一户");
    }

    /**
     * @param status only households with this {@link MonitoringStatus}, or null or empty for all
     * @param region only households of this county, township or village, or null or empty for the user's own region
     * @param search only the household with this number, or those whose head's or village's name begins so, or null
     * @param cursor where the page begins, from the page before, or null for the first
     * @param limit  how many households, 1 to 200
     * @return one page
     * @throws InvalidInputException if anything makes no sense; names every wrong parameter
     */
    public Page find(String status, String region, String search, String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        return find(ownRegions(params), params, status, region, search, cursor, limit);
    }

    /**
     * Finds households for those who see none otherwise, but apply for small loans of them: a bank in its county, another
     * system in the counties of the banks that it serves. They are to be shown nothing but what names a household.
     *
     * @param status only households with this {@link MonitoringStatus}, or null or empty for all
     * @param region only households of this county, township or village, or null or empty for all
     * @param cursor where the page begins, from the page before, or null for the first
     * @param limit  how many households, 1 to 200
     * @return one page
     * @throws InvalidInputException if anything makes no sense; names every wrong parameter
     */
    public Page findToLendTo(String status, String region, String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        return find(lenders(params), params, status, region, null, cursor, limit);
    }

    /**
     * @return whether the user who has signed in sees households only in order to lend to them
     */
    public boolean isOnlyLender() {
        return users.get().posts().stream().allMatch(post -> post.role() == Role.BANK || post.role() == Role.PARTNER);
    }

    private Page find(String reach, Map<String, Object> params, String status, String region, String search, String cursor,
                      int limit) {
        FieldErrors errors = new FieldErrors();
        List<String> where = new ArrayList<>(List.of(reach));
        if (given(status)) {
            if (Stream.of(MonitoringStatus.values()).noneMatch(known -> known.name().equals(status))) {
                errors.add("status", "监测状态", "须为以下之一：" + List.of(MonitoringStatus.values()));
            }
            where.add("status = :status");
            params.put("status", status);
        }
        if (given(region)) {
            Region found = regions.find(region).orElse(null);
            if (found == null) {
                errors.add("region", "地区", "没有代码为“" + region + "”的地区");
            } else if (found.level() != RegionLevel.CITY) {
                where.add("village_code like :region");
                params.put("region", region + "%");
            }
        }
        if (given(search)) {
            where.add("""
                    (household_no = :number or starts_with(head_name, :search) or village_code in
                        (select code from shouwang.region where level = 'VILLAGE' and starts_with(name, :search)))
                    """);
            params.put("number", Texts.number(search));
            params.put("search", PersonName.normalised(search));
        }
        if (given(cursor)) {
            try {
                where.add("id < :before");
                params.put("before", Long.valueOf(cursor));
            } catch (NumberFormatException e) {
                errors.add("cursor", "cursor", "无效，请使用上一页给出的值");
            }
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            errors.add("limit", "limit", "须在1至" + MAX_LIMIT + "之间");
        }
        errors.throwIfAny();
        params.put("limit", limit + 1);
        List<Household> found = households.select("where " + String.join(" and ", where) + " order by id desc limit :limit", params);
        boolean more = found.size() > limit;
        List<Household> page = more ? found.subList(0, limit) : found;
        return new Page(page, more ? String.valueOf(page.get(page.size() - 1).id()) : null);
    }

    private String ownRegions(Map<String, Object> params) {
        List<String> own = new ArrayList<>();
        for (Post post : users.get().posts()) {
            if (post.covers("")) {
                own.add("true");
            } else if (post.seesItsRegion() && !post.codePrefix().isEmpty()) {
                params.put("own" + own.size(), post.codePrefix() + "%");
                own.add("village_code like :own" + own.size());
            }
        }
        return anyOf(own);
    }

    private String lenders(Map<String, Object> params) {
        List<String> own = new ArrayList<>();
        for (Post post : users.get().posts()) {
            if (post.role() == Role.PARTNER) {
                for (String bank : users.get().servedBanks()) {
                    params.put("bank" + own.size(), Post.ofGroup(bank).orElseThrow().regionCode() + "%");
                    own.add("village_code like :bank" + own.size());
                }
            } else if (post.role() == Role.BANK) {
                params.put("bank" + own.size(), post.regionCode() + "%");
                own.add("village_code like :bank" + own.size());
            }
        }
        return anyOf(own);
    }

    private static String anyOf(List<String> reach) {
        return reach.isEmpty() ? "false" : "(" + String.join(" or ", reach) + ")";
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }
}
