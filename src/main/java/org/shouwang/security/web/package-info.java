/** Signing in and out, and the rights to call addresses. */
package org.shouwang.security.web;
