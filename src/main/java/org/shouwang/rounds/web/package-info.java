/** The pages and the REST interface of rounds. */
package org.shouwang.rounds.web;
