/** Assistance (帮扶): the person responsible for a household, the plan for the household, and the results (AS-1 to AS-4). */
package org.shouwang.assistance;
