/** The API of the departments' data sets. */
package org.shouwang.comparison.web;
