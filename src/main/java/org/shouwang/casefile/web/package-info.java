/** The pages and the REST interface of cases. */
package org.shouwang.casefile.web;
