package org.shouwang.household;

import java.util.ArrayList;
import java.util.Collection;
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
import org.shouwang.shared.Page;
import org.shouwang.shared.PageRequest;
import org.shouwang.shared.PersonName;
import org.shouwang.shared.Texts;
import org.springframework.stereotype.Service;

/** Finds households in the regions of the user who has signed in. */
@Service
public class HouseholdSearch {


    private final Households households;
    private final Regions regions;
    private final CurrentUsers users;

    HouseholdSearch(Households households, Regions regions, CurrentUsers users) {
        this.households = households;
        this.regions = regions;
        this.users = users;
    }

    /**
     * Returns a household that the user may see.
     *
     * @param householdNo a household's number; any text that a user typed is allowed
     * @throws NotFoundException if no such household is in the user's regions
     */
    public Household visible(String householdNo) {
        return findVisible(householdNo).orElseThrow(HouseholdSearch::notThere);
    }

    /**
     * Returns a household if the user may see it.
     *
     * @param householdNo a household's number; any text that a user typed is allowed
     * @return the household; empty if no such household is in the user's regions
     */
    public Optional<Household> findVisible(String householdNo) {
        return households.find(householdNo).filter(household -> users.get().covers(household.villageCode()));
    }

    /**
     * Returns a household for somebody who begins something on its behalf, such as a loan or a procedure, whether or not that
     * user may see it otherwise.
     *
     * @param householdNo a household's number; any text that a user typed is allowed
     * @param mayActFor   tells whether the user who has signed in may do so for a household
     * @throws NotFoundException if there is no household on whose behalf the user may do so
     */
    public Household toActFor(String householdNo, Predicate<Household> mayActFor) {
        return households.find(householdNo).filter(mayActFor).orElseThrow(HouseholdSearch::notThere);
    }

    private static NotFoundException notThere() {
        return new NotFoundException("没有这一户");
    }

    /**
     * Finds households.
     *
     * @param status the {@link MonitoringStatus} of the households; null or empty for all
     * @param region the code of the county, township or village of the households; null or empty for all of the user's regions
     * @param search a household's number, or the beginning of the name of the head or the village; null or empty for all
     * @param cursor the cursor that the page before gave; null for the first page
     * @param limit  the most households on the page, 1 to 200
     * @throws InvalidInputException if a parameter is wrong; the exception names all wrong parameters
     */
    public Page<Household> find(String status, String region, String search, String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        return find(ownRegions(params), params, status, region, search, null, cursor, limit);
    }

    /**
     * Counts the households that {@link #find} finds on all pages, as {@link Page#counting}.
     *
     * @param status the {@link MonitoringStatus} of the households; null or empty for all
     * @param search a household's number, or the beginning of the name of the head or the village; null or empty for all
     * @throws InvalidInputException if the status is wrong
     */
    public long count(String status, String search) {
        Map<String, Object> params = new HashMap<>();
        FieldErrors errors = new FieldErrors();
        List<String> where = conditions(ownRegions(params), params, status, null, search, null, errors);
        errors.throwIfAny();
        return households.count("where " + String.join(" and ", where), params);
    }

    /**
     * Finds households for users who see households only in order to apply for small loans on their behalf: a bank in its
     * county, another system in the counties of the banks that it serves. These users may see nothing but what names a
     * household.
     *
     * @param status the {@link MonitoringStatus} of the households; null or empty for all
     * @param region the code of the county, township or village of the households; null or empty for all
     * @param cursor the cursor that the page before gave; null for the first page
     * @param limit  the most households on the page, 1 to 200
     * @throws InvalidInputException if a parameter is wrong; the exception names all wrong parameters
     */
    public Page<Household> findToLendTo(String status, String region, String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        return find(lenders(params), params, status, region, null, null, cursor, limit);
    }

    /**
     * Finds the households on whose behalf the user who has signed in may apply for small loans: those of the own village, of the
     * own bank's county, or of the counties of the banks that another system serves. Nothing but what names a household may be
     * shown of them.
     *
     * @param search  a household's number, or the beginning of the name of the head; empty for all
     * @param village the beginning of the name of the village; empty for all
     * @param cursor  the cursor that the page before gave; null for the first page
     * @param limit   the most households on the page, 1 to 200
     */
    public Page<Household> findBorrowers(String search, String village, String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        return find(lenders(params), params, null, null, search, village, cursor, limit);
    }

    /**
     * Finds households on whose behalf something can be begun. Nothing but what names a household may be shown of them.
     *
     * @param regions the beginnings of the codes of the villages in which the user may do so
     * @param status  the status that they must have; null for any
     * @param search  a household's number, or the beginning of the name of the head or another member; empty for all
     * @param village the beginning of the name of the village; empty for all
     * @param cursor  the cursor that the page before gave; null for the first page
     * @param limit   the most households on the page, 1 to 200
     */
    public Page<Household> findIn(Collection<String> regions, MonitoringStatus status, String search, String village, String cursor, int limit) {
        Map<String, Object> params = new HashMap<>();
        List<String> own = new ArrayList<>();
        for (String region : regions) {
            params.put("in" + own.size(), region + "%");
            own.add("village_code like :in" + own.size());
        }
        String reach = anyOf(own);
        if (given(search)) {
            reach += """
                     and id in (select id from shouwang.household where household_no = :number or starts_with(head_name, :search)
                        union select h.id from shouwang.household h join shouwang.survey_member m on m.survey_id = h.survey_id
                        where starts_with(m.name, :search))
                    """;
            params.put("number", Texts.number(search));
            params.put("search", PersonName.normalised(search));
        }
        return find(reach, params, status == null ? null : status.name(), null, null, village, cursor, limit);
    }

    /**
     * @return whether the user who has signed in sees households only in order to lend to them
     */
    public boolean isOnlyLender() {
        return users.get().posts().stream().allMatch(post -> post.role() == Role.BANK || post.role() == Role.PARTNER);
    }

    private Page<Household> find(String reach, Map<String, Object> params, String status, String region, String search, String village,
                                 String cursor, int limit) {
        FieldErrors errors = new FieldErrors();
        List<String> where = conditions(reach, params, status, region, search, village, errors);
        PageRequest asked = PageRequest.of(cursor, limit, errors);
        where.add("id < :before");
        params.put("before", asked.before());
        errors.throwIfAny();
        params.put("limit", asked.rows());
        List<Household> found = households.select("where " + String.join(" and ", where) + " order by id desc limit :limit", params);
        return asked.page(found, Household::id);
    }

    private List<String> conditions(String reach, Map<String, Object> params, String status, String region, String search, String village,
                                    FieldErrors errors) {
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
        if (given(village)) {
            where.add("village_code in (select code from shouwang.region where level = 'VILLAGE' and starts_with(name, :village))");
            params.put("village", village.strip());
        }
        if (given(search)) {
            where.add(village == null ? """
                    (household_no = :number or starts_with(head_name, :search) or village_code in
                        (select code from shouwang.region where level = 'VILLAGE' and starts_with(name, :search)))
                    """ : "(household_no = :number or starts_with(head_name, :search))");
            params.put("number", Texts.number(search));
            params.put("search", PersonName.normalised(search));
        }
        return where;
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
            } else if (post.role() == Role.BANK || post.role() == Role.VILLAGE) {
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
