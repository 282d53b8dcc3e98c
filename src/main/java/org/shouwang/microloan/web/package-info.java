/** The addresses of this part. */
package org.shouwang.microloan.web;
