/** The addresses of this part. */
package org.shouwang.assistance.web;
