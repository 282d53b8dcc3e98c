/** The pages and the REST interface of microloans. */
package org.shouwang.microloan.web;
