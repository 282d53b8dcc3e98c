/** The addresses of this part. */
package org.shouwang.supervision.web;
