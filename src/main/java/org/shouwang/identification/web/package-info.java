/** The pages and addresses of identification. */
package org.shouwang.identification.web;
