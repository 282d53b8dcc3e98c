/** The pages and the REST interface of assistance. */
package org.shouwang.assistance.web;
