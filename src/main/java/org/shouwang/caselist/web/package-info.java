/** Pages of lists of cases. */
package org.shouwang.caselist.web;
