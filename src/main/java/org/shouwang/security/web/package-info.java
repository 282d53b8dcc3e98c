/** Signing in and out, and who may call which address. */
package org.shouwang.security.web;
