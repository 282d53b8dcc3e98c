package org.shouwang.microloan.process;

import org.shouwang.microloan.Loan;
import org.shouwang.region.Regions;
import org.springframework.stereotype.Component;

/** Names a loan's household in messages without naming a person: by the household's number and its village. */
@Component
class LoanPlaces {

    private final Regions regions;

    LoanPlaces(Regions regions) {
        this.regions = regions;
    }

    /** Returns the names of the township and the village. */
    String villageOf(Loan loan) {
        return regions.findVillage(loan.villageCode()).orElseThrow().fullName();
    }

    /** Returns the beginning of a message: the household's number and its village. */
    String householdOf(Loan loan) {
        return "借款户 " + loan.householdNo() + "（" + villageOf(loan) + "）。";
    }
}
