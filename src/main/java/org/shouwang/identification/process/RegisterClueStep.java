package org.shouwang.identification.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.shouwang.casefile.CaseVariables;
import org.shouwang.engine.StartStep;
import org.shouwang.engine.Submission;
import org.shouwang.identification.Clue;
import org.shouwang.identification.ClueRights;
import org.shouwang.identification.ClueSource;
import org.shouwang.identification.Identification;
import org.shouwang.identification.MonitoringIdentificationProcess;
import org.shouwang.region.Regions;
import org.shouwang.region.Village;
import org.shouwang.security.CurrentUser;
import org.shouwang.security.CurrentUsers;
import org.shouwang.security.Post;
import org.shouwang.security.Role;
import org.shouwang.shared.AdjustableClock;
import org.shouwang.shared.ForbiddenException;
import org.shouwang.shared.IdNumber;
import org.springframework.stereotype.Component;

/** The step 登记线索, in which a risk clue becomes a case (ID-3). */
@Component
class RegisterClueStep implements StartStep {

    /**
     * The earliest day on which a clue can have been found. Monitoring began with the transition period, so an earlier day is
     * a typing error.
     */
    private static final LocalDate EARLIEST = LocalDate.of(2021, 1, 1);

    private final Identification identification;
    private final Regions regions;
    private final CurrentUsers users;
    private final AdjustableClock clock;

    RegisterClueStep(Identification identification, Regions regions, CurrentUsers users, AdjustableClock clock) {
        this.identification = identification;
        this.regions = regions;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public String processKey() {
        return MonitoringIdentificationProcess.KEY;
    }

    @Override
    public boolean mayStart() {
        return ClueRights.mayRegister(users.get());
    }

    @Override
    public void check(Submission submission) {
        CurrentUser user = users.get();
        if (!mayStart()) {
            throw new ForbiddenException("您的岗位不登记线索");
        }
        submission.notInFuture("foundOn", clock.today());
        submission.notBefore("foundOn", EARLIEST, EARLIEST.toString());
        String idNumber = submission.text("headIdNumber");
        if (idNumber != null && IdNumber.problem(idNumber, clock.today()) != null) {
            submission.reject("headIdNumber", IdNumber.problem(idNumber, clock.today()));
        }
        String villageCode = villageCode(user, submission);
        if (villageCode == null) {
            submission.reject("villageCode", "为必填项");
        } else if (regions.findVillage(villageCode).isEmpty()) {
            submission.reject("villageCode", "不存在");
        } else if (regions.isClosed(villageCode)) {
            submission.reject("villageCode", "已停用，不再登记新的线索");
        } else if (!ClueRights.mayRegister(user, villageCode) && user.is(Role.PARTNER)) {
            throw new ForbiddenException("本账号不服务该村所在的县（市、区）");
        } else if (!ClueRights.mayRegister(user, villageCode)) {
            submission.reject("villageCode", "不在您的辖区内");
        }
    }

    @Override
    public StartedCase accept(Submission submission) {
        Village village = regions.findVillage(villageCode(users.get(), submission)).orElseThrow();
        Clue clue = new Clue(submission.option("source", ClueSource.class), submission.date("foundOn"),
                submission.text("headName"), IdNumber.normalised(submission.text("headIdNumber")),
                submission.text("riskDescription"), submission.text("externalReference"));
        String caseNo = identification.register(clue, village);
        return new StartedCase(caseNo, village.countyCode(), CaseVariables.atStart(caseNo, village));
    }

    /**
     * Returns the code of the village that the user typed. Without one, it is the user's own village if the user has posts in
     * exactly one.
     */
    private static String villageCode(CurrentUser user, Submission submission) {
        if (submission.text("villageCode") != null) {
            return submission.text("villageCode");
        }
        List<String> own = user.posts().stream().filter(post -> post.role() == Role.VILLAGE).map(Post::regionCode).toList();
        return Optional.of(own).filter(codes -> codes.size() == 1).map(codes -> codes.get(0)).orElse(null);
    }
}
