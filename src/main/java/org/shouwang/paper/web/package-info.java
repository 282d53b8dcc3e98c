/** The addresses and pages of the papers of a case. */
package org.shouwang.paper.web;
