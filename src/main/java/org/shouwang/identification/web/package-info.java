/** The addresses of this part. */
package org.shouwang.identification.web;
