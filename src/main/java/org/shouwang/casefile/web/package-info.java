/** The addresses of this part. */
package org.shouwang.casefile.web;
