/** The pages that belong to no other part: start, home and errors, and the frame of every page. */
package org.shouwang.web;
