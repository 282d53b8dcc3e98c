/**
 * The city's work on a round (整改轮次): when the counties have verified the problems, the city draws samples, re-checks them and
 * issues the circular (DA-2).
 */
package org.shouwang.rounds;
