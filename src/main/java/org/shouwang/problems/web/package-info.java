/** The pages and the REST interface of problems. */
package org.shouwang.problems.web;
