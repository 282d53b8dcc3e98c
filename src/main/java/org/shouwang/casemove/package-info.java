/** Open cases that administrators move to the present version of their procedure, after a trial (ADR 0057). */
package org.shouwang.casemove;
