/** The steps of the city in a round. */
package org.shouwang.rounds.process;
