/** Users, their posts, and what they may see. */
package org.shouwang.security;
