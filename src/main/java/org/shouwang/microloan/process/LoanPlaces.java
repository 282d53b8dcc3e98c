package org.shouwang.microloan.process;

import org.shouwang.microloan.Loan;
import org.shouwang.region.Regions;
import org.springframework.stereotype.Component;

/** Says in messages whose loan it is without naming a person: the household by its number, and its village. */
@Component
class LoanPlaces {

    private final Regions regions;

    LoanPlaces(Regions regions) {
        this.regions = regions;
    }

    /** The village with its township. */
    String villageOf(Loan loan) {
        return regions.findVillage(loan.villageCode()).orElseThrow().fullName();
    }

    /** The beginning of a message. */
    String householdOf(Loan loan) {
        return "借款户 " + loan.householdNo() + "（" + villageOf(loan) + "）。";
    }
}
