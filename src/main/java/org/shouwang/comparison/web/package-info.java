/** The addresses of this part. */
package org.shouwang.comparison.web;
