/** The pages that belong to no part: start, home, errors, and the frame round every page. */
package org.shouwang.web;
