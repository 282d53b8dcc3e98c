package org.shouwang.setup;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shouwang.demonstration.DemoMaking;
import org.shouwang.demonstration.DemoSetup;
import org.shouwang.department.Departments;
import org.shouwang.engine.StartStep;
import org.shouwang.procedure.Procedure;
import org.shouwang.procedure.Procedures;
import org.shouwang.region.Region;
import org.shouwang.region.RegionLevel;
import org.shouwang.region.Regions;
import org.shouwang.security.Accounts;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.security.SecurityProperties;
import org.shouwang.shared.FingerprintKey;
import org.shouwang.shared.InvalidInputException;
import org.shouwang.shared.Locks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * Makes groups and rights, and the first administrator from the configuration; there is no default password. All of this is
 * done before the first request is accepted. The history of the demonstration is made after that, while requests are served.
 */
@Component
class InstallationSetup implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(InstallationSetup.class);

    private final Accounts accounts;
    private final Regions regions;
    private final Departments departments;
    private final SecurityProperties properties;
    private final TransactionTemplate transactions;
    private final ObjectProvider<DemoSetup> demo;
    private final ObjectProvider<DemoMaking> demoMaking;
    private final Locks locks;
    private final FingerprintKey fingerprintKey;
    private final List<StartStep> starts;
    private final Procedures procedures;

    InstallationSetup(Accounts accounts, Regions regions, Departments departments, SecurityProperties properties,
                      TransactionTemplate transactions, ObjectProvider<DemoSetup> demo, ObjectProvider<DemoMaking> demoMaking,
                      Locks locks, FingerprintKey fingerprintKey, List<StartStep> starts, Procedures procedures) {
        this.accounts = accounts;
        this.regions = regions;
        this.departments = departments;
        this.properties = properties;
        this.transactions = transactions;
        this.demo = demo;
        this.demoMaking = demoMaking;
        this.locks = locks;
        this.fingerprintKey = fingerprintKey;
        this.starts = starts;
        this.procedures = procedures;
    }

    @Override
    public void afterSingletonsInstantiated() {
        transactions.executeWithoutResult(status -> {
            locks.lockInstallation();
            fingerprintKey.noteFirst();
            accounts.prepareRoles(startable());
            if (accounts.isEmpty()) {
                accounts.together(() -> {
                    makePosts();
                    demo.ifAvailable(DemoSetup::fill);
                });
            }
            accounts.together(() -> regions.ofLevel(RegionLevel.COUNTY).forEach(county -> accounts.letCityInto(county.code())));
            accounts.together(this::makeDepartments);
            accounts.together(this::makeInstitutions);
            if (accounts.isEmpty()) {
                makeFirstAdministrator();
            }
        });
        demoMaking.ifAvailable(DemoMaking::begin);
    }

    private Map<String, Set<Role>> startable() {
        Map<String, Set<Role>> startable = new TreeMap<>();
        starts.forEach(step -> startable.put(step.processKey(), EnumSet.allOf(Role.class)));
        procedures.all().stream().filter(each -> !each.ended()).forEach(each -> startable.put(each.key(), startingRoles(each)));
        return startable;
    }

    private static Set<Role> startingRoles(Procedure procedure) {
        return Stream.of(Role.values()).filter(role -> procedure.manifest().start().by().stream().anyMatch(post -> post.split(":")[0].equals(role.group())))
                .collect(Collectors.toSet());
    }

    private void makePosts() {
        for (Region city : regions.ofLevel(RegionLevel.CITY)) {
            accounts.putPost(new Post(Role.CITY, city.code()), city.name() + Role.CITY.title());
        }
        for (Region county : regions.ofLevel(RegionLevel.COUNTY)) {
            accounts.putPost(new Post(Role.COUNTY, county.code()), county.name() + Role.COUNTY.title());
            accounts.putPost(new Post(Role.LEADER, county.code()), county.name() + Role.LEADER.title());
        }
        for (Region township : regions.ofLevel(RegionLevel.TOWNSHIP)) {
            accounts.putPost(new Post(Role.TOWNSHIP, township.code()), township.name() + Role.TOWNSHIP.title());
        }
    }

    /**
     * Makes the missing posts of departments. An installation that is older than the register of departments gets them at its
     * next start.
     */
    private void makeDepartments() {
        List<Post> missing = Stream.concat(regions.ofLevel(RegionLevel.CITY).stream(),
                        regions.ofLevel(RegionLevel.COUNTY).stream())
                .flatMap(region -> departments.all().stream().map(each -> each.in(region.code())))
                .filter(post -> !accounts.hasPost(post)).toList();
        missing.forEach(post -> {
            String name = regions.find(post.regionCode()).orElseThrow().name()
                    + departments.find(post.department()).orElseThrow().name();
            accounts.putPost(post, name);
            demo.ifAvailable(setup -> setup.addDepartment(post, name));
        });
    }

    /**
     * Makes the missing posts of the institutions of each county. An installation that is older than a kind of institution gets
     * them at its next start.
     */
    private void makeInstitutions() {
        Stream.of(Role.values()).filter(Role::isInstitution)
                .flatMap(role -> regions.ofLevel(RegionLevel.COUNTY).stream().map(county -> new Post(role, county.code())))
                .filter(post -> !accounts.hasPost(post)).forEach(post -> {
                    String name = regions.find(post.regionCode()).orElseThrow().name() + post.role().title();
                    accounts.putPost(post, name);
                    demo.ifAvailable(setup -> setup.addInstitution(post, name));
                });
    }

    private void makeFirstAdministrator() {
        if (StringUtils.hasText(properties.firstAdminUser()) && StringUtils.hasText(properties.firstAdminPassword())) {
            try {
                accounts.addUser(properties.firstAdminUser(), Role.ADMIN.title(), properties.firstAdminPassword(),
                        List.of(new Post(Role.ADMIN, null)));
            } catch (InvalidInputException e) {
                throw new FirstAdministratorException(e);
            }
        } else {
            LOG.info("No user yet: set SHOUWANG_SECURITY_FIRST_ADMIN_USER and SHOUWANG_SECURITY_FIRST_ADMIN_PASSWORD "
                    + "for the first start to make the first administrator");
        }
    }
}
