/** The addresses of procedures. */
package org.shouwang.procedure.web;
