/** The pages and addresses of supervision. */
package org.shouwang.supervision.web;
