/** The administrators' page and REST interface with which open cases are moved to the present version of their procedure. */
package org.shouwang.casemove.web;
