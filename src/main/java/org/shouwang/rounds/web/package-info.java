/** Pages and addresses of rounds. */
package org.shouwang.rounds.web;
