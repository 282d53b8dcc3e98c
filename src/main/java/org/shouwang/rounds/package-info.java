/**
 * 整改轮次：what the city does with a round when the counties have verified its problems: it draws samples, looks at them again
 * and issues the circular (DA-2).
 */
package org.shouwang.rounds;
