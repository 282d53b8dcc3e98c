/** The addresses of this part. */
package org.shouwang.elimination.web;
