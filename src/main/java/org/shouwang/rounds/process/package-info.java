/** The city's steps of a round inside the engine. */
package org.shouwang.rounds.process;
