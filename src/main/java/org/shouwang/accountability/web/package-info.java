/** The pages and the REST interface of the ranking of townships. */
package org.shouwang.accountability.web;
